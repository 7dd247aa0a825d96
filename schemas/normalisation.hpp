/// What the analyzer knows about the language of privacy policies, as data. Every table enters
/// analyzer_settings(), so a changed row asks for a new index.
///
/// "The archive" below is 1,359 snapshots recorded by Open Terms Archive (10.0 million words,
/// 24,644 distinct; source and licence in data/README.md); the numbers are occurrences in it. Rows
/// hold folded words: lower case, `'` for every apostrophe. A word meets the tables in the order in
/// which they stand here.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace smallprint {

/// Counted up by hand when the rules outside these tables change (tokenizer, folding, order).
inline constexpr std::string_view kAnalyzerVersion = "smallprint-analyzer/1";

/// The stemmer behind the tables. Its library states no version at run time.
inline constexpr std::string_view kStemmerNote = "snowball english (Porter2), libstemmer 2.2";

// ------------------------------------------------------------------ two written words, one term

enum class JoinBy : unsigned char {
  kNothing,
  kHyphen,        ///< `on-line`, never "on line 4"
  kHyphenOrSpace  ///< `web-site`, `web site`
};

/// `first` and `second` (or `second` with an s) are one word. Further forms are not: "data based"
/// is no database.
struct JoinedPair {
  std::string_view first;
  std::string_view second;
  JoinBy by = JoinBy::kNothing;
};

/// Words that the archive writes together as well as apart: email 22,721 and e-mail 2,482; website
/// 23,818 and web site 695; log in 787, log-in 556, login 1,467. A space joins only where the two
/// words hardly ever meet otherwise: "plug in the device", "add on top", "set up an account" stay.
/// `sign-in` is left apart: it is written "sign in" 2,110 times and `signin` 4 times.
inline constexpr std::array<JoinedPair, 37> kJoinedPairs{{
    {"e", "mail", JoinBy::kHyphenOrSpace},
    {"web", "site", JoinBy::kHyphenOrSpace},
    {"web", "page", JoinBy::kHyphenOrSpace},
    {"web", "form", JoinBy::kHyphenOrSpace},
    {"log", "in", JoinBy::kHyphenOrSpace},
    {"log", "on", JoinBy::kHyphen},
    {"log", "out", JoinBy::kHyphen},
    {"log", "off", JoinBy::kHyphen},
    {"pop", "up", JoinBy::kHyphenOrSpace},
    {"back", "up", JoinBy::kHyphenOrSpace},
    {"set", "up", JoinBy::kHyphen},
    {"check", "out", JoinBy::kHyphen},
    {"plug", "in", JoinBy::kHyphen},
    {"add", "on", JoinBy::kHyphen},
    {"on", "line", JoinBy::kHyphen},
    {"off", "line", JoinBy::kHyphen},
    {"on", "going", JoinBy::kHyphen},
    {"user", "name", JoinBy::kHyphenOrSpace},
    {"wi", "fi", JoinBy::kHyphenOrSpace},
    {"geo", "location", JoinBy::kHyphenOrSpace},
    {"click", "stream", JoinBy::kHyphenOrSpace},
    {"data", "base", JoinBy::kHyphenOrSpace},
    {"meta", "data", JoinBy::kHyphenOrSpace},
    {"time", "stamp", JoinBy::kHyphenOrSpace},
    {"birth", "date", JoinBy::kHyphenOrSpace},
    {"post", "code", JoinBy::kHyphenOrSpace},
    {"zip", "code", JoinBy::kHyphenOrSpace},
    {"voice", "mail", JoinBy::kHyphenOrSpace},
    {"smart", "phone", JoinBy::kHyphenOrSpace},
    {"health", "care", JoinBy::kHyphenOrSpace},
    {"home", "page", JoinBy::kHyphenOrSpace},
    {"news", "letter", JoinBy::kHyphenOrSpace},
    {"pass", "word", JoinBy::kHyphenOrSpace},
    {"spy", "ware", JoinBy::kHyphenOrSpace},
    {"java", "script", JoinBy::kHyphenOrSpace},
    {"per", "cent", JoinBy::kHyphenOrSpace},
    {"anti", "virus", JoinBy::kHyphen},
}};

/// Prefixes that a hyphen joins to any word of three letters or more: co-operate, de-identified
/// (976, and deidentified 275), re-identify, sub-processor, un-subscribe. `non-` is none: policies
/// define "non-personal" by "personal", and both must be found (kNonWords). `anti-` and `pre-` are
/// none either: their words are hardly ever written together (anti-fraud 223, antifraud 0).
inline constexpr std::array<std::string_view, 7> kJoinedPrefixes{
    {"co", "de", "e", "geo", "re", "sub", "un"}};

// ------------------------------------------------------------------ one written word, two terms

struct SplitWord {
  std::string_view whole;
  std::string_view first;
  std::string_view second;
};

/// Choices and parties are written together now and then (optout 37); apart, `opt out`, `opt-out`,
/// `opted-out` and `opting out` are one phrase. `signup` goes with "sign up" (1,085) for the same
/// reason. The contractions are those that the endings below would get wrong, and those written
/// without an apostrophe that are no other word.
inline constexpr std::array<SplitWord, 30> kSplitWords{{
    {"optout", "opt", "out"},
    {"optouts", "opt", "out"},
    {"optin", "opt", "in"},
    {"optins", "opt", "in"},
    {"thirdparty", "third", "party"},
    {"thirdparties", "third", "parties"},
    {"firstparty", "first", "party"},
    {"signup", "sign", "up"},
    {"signups", "sign", "up"},
    {"signin", "sign", "in"},
    {"cannot", "can", "not"},
    {"can't", "can", "not"},
    {"won't", "will", "not"},
    {"shan't", "shall", "not"},
    {"ain't", "is", "not"},
    {"cant", "can", "not"},
    {"wont", "will", "not"},
    {"dont", "do", "not"},
    {"doesnt", "does", "not"},
    {"didnt", "did", "not"},
    {"isnt", "is", "not"},
    {"arent", "are", "not"},
    {"wasnt", "was", "not"},
    {"werent", "were", "not"},
    {"havent", "have", "not"},
    {"hasnt", "has", "not"},
    {"hadnt", "had", "not"},
    {"wouldnt", "would", "not"},
    {"shouldnt", "should", "not"},
    {"couldnt", "could", "not"},
}};

struct SplitEnding {
  std::string_view ending;
  std::string_view second;  ///< "" where it has no one meaning
};

/// Contracted verbs: don't 2,075, you're 4,568, you've 3,534, we'll 2,292. `'d` is had or would.
inline constexpr std::array<SplitEnding, 6> kSplitEndings{{
    {"n't", "not"},
    {"'re", "are"},
    {"'ve", "have"},
    {"'ll", "will"},
    {"'m", "am"},
    {"'d", ""},
}};

/// What follows `non` in nonpublic (297), nonpersonal and the like; beginnings of words. An open
/// rule would cut none, nonetheless, nonce, nonsense.
inline constexpr std::array<std::string_view, 19> kNonWords{{"affiliat",
                                                             "binary",
                                                             "commercial",
                                                             "confidential",
                                                             "disclos",
                                                             "discriminat",
                                                             "essential",
                                                             "financial",
                                                             "governmen",
                                                             "identif",
                                                             "marketing",
                                                             "member",
                                                             "personal",
                                                             "profit",
                                                             "public",
                                                             "publish",
                                                             "registered",
                                                             "resident",
                                                             "sensitive"}};

// ------------------------------------------------------------------------- one word, one spelling

/// A row whose `from` ends in `*` is for every word that begins so; the rest is kept.
struct Spelling {
  std::string_view from;
  std::string_view to;
};

/// British to American, and a few words of many spellings. Doubled letters need no rows: Snowball
/// gives cancelled and canceled, fulfil and fulfill, enrolment and enrollment one stem already.
inline constexpr std::array<Spelling, 57> kSpellings{{
    {"u.s", "usa"},
    {"u.s.a", "usa"},
    {"1st", "first"},
    {"2nd", "second"},
    {"3rd", "third"},
    {"armour*", "armor"},
    {"behaviour*", "behavior"},
    {"colour*", "color"},
    {"demeanour*", "demeanor"},
    {"endeavour*", "endeavor"},
    {"favour*", "favor"},
    {"flavour*", "flavor"},
    {"harbour*", "harbor"},
    {"honour*", "honor"},
    {"humour*", "humor"},
    {"labour*", "labor"},
    {"misdemeanour*", "misdemeanor"},
    {"neighbour*", "neighbor"},
    {"rumour*", "rumor"},
    {"centre", "center"},
    {"centres", "centers"},
    {"centred", "centered"},
    {"fibre", "fiber"},
    {"theatre", "theater"},
    {"theatres", "theaters"},
    {"defence*", "defense"},
    {"licenc*", "licens"},
    {"offence*", "offense"},
    {"pretence*", "pretense"},
    {"practis*", "practic"},
    {"programme", "program"},
    {"programmes", "programs"},
    {"cheque", "check"},
    {"cheques", "checks"},
    {"catalogue", "catalog"},
    {"catalogues", "catalogs"},
    {"catalogued", "cataloged"},
    {"dialogue", "dialog"},
    {"dialogues", "dialogs"},
    {"analyse", "analyze"},
    {"analysed", "analyzed"},
    {"analyser", "analyzer"},
    {"analysers", "analyzers"},
    {"analysing", "analyzing"},
    {"acknowledgement*", "acknowledgment"},
    {"judgement*", "judgment"},
    {"ageing", "aging"},
    {"diall*", "dial"},
    {"enquir*", "inquir"},
    {"grey*", "gray"},
    {"instalment*", "installment"},
    {"paediatric*", "pediatric"},
    {"skilful*", "skillful"},
    {"amongst", "among"},
    {"learnt", "learned"},
    {"towards", "toward"},
    {"whilst", "while"},
}};

/// Endings behind which `is` becomes `iz` (organisation, personalised, recognising).
inline constexpr std::array<std::string_view, 10> kIseEndings{
    {"e", "es", "ed", "ing", "er", "ers", "able", "ation", "ations", "ational"}};

/// The part up to `is` has at least this many letters in a word that takes `iz` (realise): arise,
/// raise, rise, wise, noise, cruise, advise, devise, revise, disable and crises are shorter.
inline constexpr std::size_t kMinIseLetters = 6;

/// What words that are truly spelt with `is` have before the ending; each row also stands for
/// whatever ends so (`vertis`: advertise, malvertising). Made by reading every word of the archive
/// that the rule touches, and completed with the common words of the language.
inline constexpr std::array<std::string_view, 33> kTrueIse{
    {"advis",    "chastis",  "circumcis", "concis",   "despis", "devis",    "exercis",
     "expertis", "franchis", "guis",      "improvis", "lais",   "liais",    "merchandis",
     "nois",     "paradis",  "pois",      "practis",  "precis", "premis",   "pris",
     "promis",   "quis",     "quois",     "rais",     "revis",  "supervis", "surmis",
     "televis",  "tortois",  "treatis",   "vertis",   "wis"}};

// ------------------------------------------------------------------------------ one word, one term

/// A row whose `word` ends in `*` is for every word that begins so. The first row that fits holds.
struct TermOverride {
  std::string_view word;
  std::string_view term;
};

/// Where Snowball English puts into one term what policies keep apart, and the reverse. Made by
/// reading every stem class of the archive's 20,000 most frequent words with two words of 20 or
/// more occurrences. Only clear mistakes, where both sides are common or one is a thing that people
/// search policies for; import and important are two words, identify and identification are not.
inline constexpr std::array<TermOverride, 56> kTermOverrides{{
    // One of person, personal, personalize in nearly every passage.
    {"personaliz*", "personaliz"},
    {"personal*", "personal"},
    // Who does it, and what is done.
    {"provider", "provider"},
    {"providers", "provider"},
    {"controller*", "controller"},
    {"identifier*", "identifier"},
    {"officer*", "officer"},
    {"government*", "government"},
    {"customer*", "customer"},
    {"customiz*", "customiz"},
    {"customs", "customs"},
    {"authorit*", "authorit"},
    {"authoriz*", "authoriz"},
    {"organiz*", "organiz"},
    {"applicant*", "applicant"},
    {"accountant*", "accountant"},
    // Kinds of data and of settings: "your location" is not "located in", "set" is no setting.
    {"information*", "information"},
    {"location*", "location"},
    {"setting", "setting"},
    {"settings", "setting"},
    {"activit*", "activit"},
    {"activat*", "activat"},
    {"disabilit*", "disabilit"},
    {"nationalit*", "nationalit"},
    {"minorit*", "minorit"},
    {"fitness", "fitness"},
    // Words of law.
    {"lawful*", "lawful"},
    {"applicab*", "applicab"},
    {"accountab*", "accountab"},
    {"accounting", "accounting"},
    {"responsib*", "responsib"},
    {"reasonabl*", "reasonabl"},
    {"collectiv*", "collectiv"},
    {"respectiv*", "respectiv"},
    {"directive*", "directive"},
    {"objectiv*", "objectiv"},
    {"international*", "international"},
    {"integrit*", "integrit"},
    {"publication*", "publication"},
    // Everyday words.
    {"importan*", "important"},
    {"careful*", "careful"},
    {"likely", "likely"},
    {"useful*", "useful"},
    {"production*", "production"},
    {"productiv*", "productiv"},
    {"experiment*", "experiment"},
    {"conversion*", "conversion"},
    {"practica*", "practica"},
    {"terminal*", "terminal"},
    {"truste", "truste"},
    // Irregular forms of what policies are about: "has sold" is "do not sell".
    {"children", "child"},
    {"men", "man"},
    {"women", "woman"},
    {"sold", "sell"},
    {"kept", "keep"},
    {"sent", "send"},
}};

// ------------------------------------------------------------------------------------- stop words

/// Function words, in byte order: articles, personal and demonstrative pronouns, forms of be, have,
/// do, and the prepositions and conjunctions that only bind. Not here, because a policy turns on
/// them: polarity (not, no, nor, never, none, neither, without, unless, except, but, only),
/// modality (may, can, will, shall, must, should), quantity (all, any, some, other, each), time and
/// condition (before, after, during, while, if, when, until), direction of a choice (in and out are
/// two: "opt in"; `in` is here as the preposition, `out` and `up` are not). `us` is not here: the
/// same letters are a country.
inline constexpr std::array<std::string_view, 94> kStopWords{
    {"a",      "about",  "am",      "an",        "and",        "are",     "as",    "at",
     "be",     "been",   "being",   "by",        "did",        "do",      "does",  "doing",
     "for",    "from",   "had",     "has",       "have",       "having",  "he",    "her",
     "here",   "hers",   "herself", "him",       "himself",    "his",     "how",   "i",
     "i'm",    "i've",   "in",      "into",      "is",         "it",      "it's",  "its",
     "itself", "me",     "mine",    "my",        "myself",     "of",      "on",    "onto",
     "or",     "our",    "ours",    "ourselves", "she",        "so",      "that",  "that's",
     "the",    "their",  "theirs",  "them",      "themselves", "then",    "there", "there's",
     "these",  "they",   "they'd",  "they're",   "they've",    "this",    "those", "to",
     "upon",   "was",    "we",      "we'd",      "we're",      "we've",   "were",  "what",
     "what's", "which",  "who",     "who's",     "whom",       "whose",   "with",  "you",
     "you'd",  "you're", "you've",  "your",      "yours",      "yourself"}};

}  // namespace smallprint
