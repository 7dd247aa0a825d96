// The files of data/practices inside the programs, so that they run wherever they are copied.
#define EMBED(name, path)                 \
  .global smallprint_##name##_begin;      \
  .global smallprint_##name##_end;        \
  smallprint_##name##_begin: .incbin path; \
  smallprint_##name##_end:

  .section .rodata
  EMBED(words_rules, "data/practices/words.rules")
  EMBED(polarity_rules, "data/practices/polarity.rules")
  EMBED(practices_rules, "data/practices/practices.rules")
  EMBED(attributes_rules, "data/practices/attributes.rules")
  EMBED(intent_rules, "data/practices/intent.rules")
  .section .note.GNU-stack, "", @progbits
