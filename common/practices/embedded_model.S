// data/practices/model.bin inside the programs that label. Apart from the rules: the searcher needs
// none.
  .section .rodata
  .global smallprint_model_begin
  .global smallprint_model_end
smallprint_model_begin:
  .incbin "data/practices/model.bin"
smallprint_model_end:
  .section .note.GNU-stack, "", @progbits
