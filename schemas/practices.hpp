/// What a passage can be said to state: practices, their polarity and their attributes. Closed
/// lists: rules, model, index, query fields, facets, `smallprint-index practices` and
/// docs/practices.md all read these tables. A changed row asks for a new schema version.
///
/// Source of all names but the ids: the annotation scheme of the OPP-115 corpus (Wilson et al.
/// 2016, "The Creation and Analysis of a Website Privacy Policy Corpus", ACL). `label` is OPP-115's
/// own word, so that labels can be compared with that corpus.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace smallprint {

// -------------------------------------------------------------------------------------- practices

enum class Practice : std::uint8_t {
  kFirstParty,
  kThirdParty,
  kChoice,
  kAccess,
  kRetention,
  kSecurity,
  kPolicyChange,
  kDoNotTrack,
  kAudiences,
  kIntroductory,
  kContact,
  kCount
};

inline constexpr std::size_t kPracticeCount = static_cast<std::size_t>(Practice::kCount);

enum class Stability : std::uint8_t {
  kStable,       ///< measured on judged text and good enough to count with
  kExperimental  ///< rare or hard to tell: read the evidence before counting
};

struct PracticeEntry {
  Practice practice;
  std::string_view id;
  std::string_view label;
  Stability stability;
  bool has_polarity;   ///< performed, denied or conditional can be told
  bool is_structural;  ///< says something about the document; left out of facets unless asked for
  std::string_view definition;
};

inline constexpr std::array<PracticeEntry, kPracticeCount> kPractices{{
    {Practice::kFirstParty,
     "first-party-collection-use",
     "First Party Collection/Use",
     Stability::kStable,
     true,
     false,
     "what the site itself collects about people, how, and what it uses it for"},
    {Practice::kThirdParty,
     "third-party-sharing-collection",
     "Third Party Sharing/Collection",
     Stability::kStable,
     true,
     false,
     "what others get to know: data shared, sold or disclosed, or collected by others on the site"},
    {Practice::kChoice,
     "user-choice-control",
     "User Choice/Control",
     Stability::kStable,
     false,
     false,
     "choices people have about collection and use: opt-in, opt-out, settings, staying away"},
    {Practice::kAccess,
     "user-access-edit-deletion",
     "User Access, Edit and Deletion",
     Stability::kStable,
     false,
     false,
     "whether and how people can see, correct or delete what is held about them"},
    {Practice::kRetention,
     "data-retention",
     "Data Retention",
     Stability::kStable,
     false,
     false,
     "how long data is kept"},
    {Practice::kSecurity,
     "data-security",
     "Data Security",
     Stability::kStable,
     false,
     false,
     "how data is protected"},
    {Practice::kPolicyChange,
     "policy-change",
     "Policy Change",
     Stability::kStable,
     false,
     false,
     "whether and how people learn that the policy has changed"},
    {Practice::kDoNotTrack,
     "do-not-track",
     "Do Not Track",
     Stability::kStable,
     false,
     false,
     "what is done about a browser's Do Not Track signal"},
    {Practice::kAudiences,
     "international-specific-audiences",
     "International and Specific Audiences",
     Stability::kStable,
     false,
     false,
     "what holds for some people only: children, Californians, Europeans, people abroad"},
    {Practice::kIntroductory,
     "introductory-generic",
     "Introductory/Generic",
     Stability::kExperimental,
     false,
     true,
     "says that there is a policy, what it covers, what its words mean"},
    {Practice::kContact,
     "privacy-contact-information",
     "Privacy contact information",
     Stability::kStable,
     false,
     true,
     "how to reach somebody about privacy"},
}};

[[nodiscard]] constexpr const PracticeEntry& entry(Practice practice) {
  return kPractices[static_cast<std::size_t>(practice)];
}

[[nodiscard]] constexpr std::optional<Practice> find_practice(std::string_view id) {
  for (const PracticeEntry& candidate : kPractices) {
    if (candidate.id == id) {
      return candidate.practice;
    }
  }
  return std::nullopt;
}

// --------------------------------------------------------------------------------------- polarity

enum class Polarity : std::uint8_t {
  kPerformed,   ///< said to be done
  kDenied,      ///< said not to be done
  kConditional  ///< denied with an exception, or done only if: consent, a law, a request
};

inline constexpr std::size_t kPolarityCount = 3;
inline constexpr std::array<std::string_view, kPolarityCount> kPolarityIds{
    "performed", "denied", "conditional"};

[[nodiscard]] constexpr std::string_view id(Polarity polarity) {
  return kPolarityIds[static_cast<std::size_t>(polarity)];
}

[[nodiscard]] constexpr std::optional<Polarity> find_polarity(std::string_view name) {
  for (std::size_t i = 0; i < kPolarityCount; ++i) {
    if (kPolarityIds[i] == name) {
      return static_cast<Polarity>(i);
    }
  }
  return std::nullopt;
}

// ------------------------------------------------------------------------------------- attributes

enum class Attribute : std::uint8_t {
  kData,
  kPurpose,
  kCollection,
  kSharing,
  kRecipient,
  kIdentifiability,
  kChoiceType,
  kAccessType,
  kRetentionPeriod,
  kSecurityMeasure,
  kNotification,
  kChangeChoice,
  kDoNotTrackPolicy,
  kAudience,
  kCount
};

inline constexpr std::size_t kAttributeCount = static_cast<std::size_t>(Attribute::kCount);

/// Bit p set: practice p. For PracticeSet{1} << index.
using PracticeSet = std::uint16_t;

[[nodiscard]] constexpr PracticeSet set_of(Practice practice) {
  return static_cast<PracticeSet>(1U << static_cast<unsigned>(practice));
}

template <typename... More>
[[nodiscard]] constexpr PracticeSet set_of(Practice practice, More... more) {
  return static_cast<PracticeSet>(set_of(practice) | set_of(more...));
}

inline constexpr PracticeSet kAllPractices = (1U << kPracticeCount) - 1;

struct AttributeEntry {
  Attribute attribute;
  std::string_view id;
  std::string_view label;
  PracticeSet practices;  ///< it is told of these only
};

inline constexpr std::array<AttributeEntry, kAttributeCount> kAttributes{{
    {Attribute::kData, "data", "Personal Information Type", kAllPractices},
    {Attribute::kPurpose,
     "purpose",
     "Purpose",
     set_of(Practice::kFirstParty, Practice::kThirdParty, Practice::kChoice)},
    {Attribute::kCollection, "collection", "Action First-Party", set_of(Practice::kFirstParty)},
    {Attribute::kSharing, "sharing", "Action Third Party", set_of(Practice::kThirdParty)},
    {Attribute::kRecipient, "recipient", "Third Party Entity", set_of(Practice::kThirdParty)},
    {Attribute::kIdentifiability,
     "identifiability",
     "Identifiability",
     set_of(Practice::kFirstParty, Practice::kThirdParty)},
    {Attribute::kChoiceType,
     "choice",
     "Choice Type",
     set_of(Practice::kChoice, Practice::kFirstParty, Practice::kThirdParty)},
    {Attribute::kAccessType, "access", "Access Type", set_of(Practice::kAccess)},
    {Attribute::kRetentionPeriod, "retention", "Retention Period", set_of(Practice::kRetention)},
    {Attribute::kSecurityMeasure, "security", "Security Measure", set_of(Practice::kSecurity)},
    {Attribute::kNotification,
     "notification",
     "Notification Type",
     set_of(Practice::kPolicyChange)},
    {Attribute::kChangeChoice, "change-choice", "User Choice", set_of(Practice::kPolicyChange)},
    {Attribute::kDoNotTrackPolicy,
     "do-not-track",
     "Do Not Track policy",
     set_of(Practice::kDoNotTrack)},
    {Attribute::kAudience, "audience", "Audience Type", set_of(Practice::kAudiences)},
}};

[[nodiscard]] constexpr const AttributeEntry& entry(Attribute attribute) {
  return kAttributes[static_cast<std::size_t>(attribute)];
}

struct AttributeValue {
  Attribute attribute;
  std::string_view id;     ///< unique within its attribute
  std::string_view label;  ///< OPP-115's word for it
  std::string_view definition;
};

/// Grouped by attribute, in the order of kAttributes; data types first.
inline constexpr std::array<AttributeValue, 63> kAttributeValues{{
    {Attribute::kData, "contact", "Contact", "name, e-mail or postal address, telephone number"},
    {Attribute::kData, "financial", "Financial", "cards, accounts, payments, credit, purchases"},
    {Attribute::kData, "location", "Location", "where a person or device is"},
    {Attribute::kData, "demographic", "Demographic", "age, gender, income, education, post code"},
    {Attribute::kData, "health", "Health", "illness, treatment, genes, fitness"},
    {Attribute::kData,
     "cookies-tracking",
     "Cookies and tracking elements",
     "cookies, web beacons, pixels, local storage"},
    {Attribute::kData,
     "computer",
     "Computer information",
     "browser, operating system, device, network"},
    {Attribute::kData,
     "ip-device-id",
     "IP address and device IDs",
     "IP addresses and the numbers that name a device"},
    {Attribute::kData,
     "online-activity",
     "User online activities",
     "pages seen, links followed, searches, time spent"},
    {Attribute::kData,
     "generic",
     "Generic personal information",
     "personal information without saying which"},
    {Attribute::kData,
     "identifier",
     "Personal identifier",
     "numbers that name a person: social security, passport, driver's licence"},
    {Attribute::kData,
     "profile",
     "User profile",
     "account, user name, password, preferences, what a user posts"},
    {Attribute::kPurpose,
     "basic-service",
     "Basic service/feature",
     "to do what the user came for: orders, delivery, support"},
    {Attribute::kPurpose,
     "additional-service",
     "Additional service/feature",
     "for features beyond it: newsletters, contests, sharing tools"},
    {Attribute::kPurpose, "advertising", "Advertising", "to show advertisements"},
    {Attribute::kPurpose, "marketing", "Marketing", "to send or make offers"},
    {Attribute::kPurpose,
     "analytics-research",
     "Analytics/Research",
     "to study use, improve the service, do research"},
    {Attribute::kPurpose,
     "personalization",
     "Personalization/Customization",
     "to adapt content to the person"},
    {Attribute::kPurpose,
     "operation-security",
     "Service Operation and Security",
     "to run and protect the service, against fraud and abuse"},
    {Attribute::kPurpose, "legal", "Legal requirement", "to obey the law, courts and authorities"},
    {Attribute::kPurpose,
     "merger",
     "Merger/Acquisition",
     "because the company is sold, merged or bankrupt"},
    {Attribute::kCollection,
     "from-others",
     "Receive from other service/third-party (unnamed)",
     "obtained from somebody else than the person"},
    {Attribute::kCollection,
     "other-sites",
     "Track user on other websites",
     "collected on other websites and services"},
    {Attribute::kSharing,
     "given",
     "Receive/Shared with",
     "handed to others: shared, sold, disclosed"},
    {Attribute::kSharing,
     "collected-here",
     "Collect on first party website/app",
     "others collect it on the site"},
    {Attribute::kSharing,
     "tracked-here",
     "Track on first party website/app",
     "others follow people on the site"},
    {Attribute::kSharing, "seen", "See", "others can see it, the public among them"},
    {Attribute::kRecipient,
     "affiliate",
     "Other part of company/affiliate",
     "affiliates, subsidiaries, parents"},
    {Attribute::kRecipient, "named", "Named third party", "others by name or by what they do"},
    {Attribute::kRecipient, "unnamed", "Unnamed third party", "others without saying who"},
    {Attribute::kRecipient, "public", "Public", "everybody"},
    {Attribute::kRecipient, "other-users", "Other users", "other users of the site"},
    {Attribute::kIdentifiability,
     "aggregated",
     "Aggregated or anonymized",
     "only in a form that names nobody"},
    {Attribute::kIdentifiability,
     "identifiable",
     "Identifiable",
     "in a form that can be tied to a person"},
    {Attribute::kChoiceType, "opt-in", "Opt-in", "only after the person agrees"},
    {Attribute::kChoiceType, "opt-out-link", "Opt-out link", "by a link, form or box"},
    {Attribute::kChoiceType,
     "opt-out-contact",
     "Opt-out via contacting company",
     "by writing to or calling the company"},
    {Attribute::kChoiceType,
     "browser-controls",
     "Browser/device privacy controls",
     "in the browser or on the device"},
    {Attribute::kChoiceType,
     "own-controls",
     "First-party privacy controls",
     "in settings the site itself offers"},
    {Attribute::kChoiceType,
     "third-party-controls",
     "Third-party privacy controls",
     "in settings that others offer"},
    {Attribute::kChoiceType,
     "stay-away",
     "Dont use service/feature",
     "by not using the service or feature"},
    {Attribute::kAccessType, "edit", "Edit information", "correct or update it"},
    {Attribute::kAccessType, "view", "View", "see it"},
    {Attribute::kAccessType,
     "delete",
     "Delete account (partial)",
     "have it deleted, or the account closed"},
    {Attribute::kRetentionPeriod, "stated", "Stated Period", "for a time that is stated"},
    {Attribute::kRetentionPeriod, "limited", "Limited", "as long as some purpose asks for"},
    {Attribute::kRetentionPeriod, "indefinite", "Indefinitely", "for ever"},
    {Attribute::kSecurityMeasure, "generic", "Generic", "protected, without saying how"},
    {Attribute::kSecurityMeasure,
     "access-limitation",
     "Data access limitation",
     "only some may see it"},
    {Attribute::kSecurityMeasure,
     "secure-transfer",
     "Secure data transfer",
     "encrypted on the way"},
    {Attribute::kSecurityMeasure, "secure-storage", "Secure data storage", "encrypted where kept"},
    {Attribute::kSecurityMeasure,
     "authentication",
     "Secure user authentication",
     "passwords and the like"},
    {Attribute::kSecurityMeasure,
     "audit",
     "Privacy review/audit",
     "programmes, seals, reviews, training"},
    {Attribute::kNotification,
     "personal",
     "Personal notice",
     "each user is told, for example by e-mail"},
    {Attribute::kNotification,
     "general",
     "General notice in privacy policy",
     "by a notice on the site or in the policy"},
    {Attribute::kNotification, "none", "No notification", "without notice"},
    {Attribute::kChangeChoice, "continued-use", "None", "using the site on means agreeing"},
    {Attribute::kDoNotTrackPolicy, "honored", "Honored", "the signal is obeyed"},
    {Attribute::kDoNotTrackPolicy, "not-honored", "Not honored", "the signal is not obeyed"},
    {Attribute::kAudience, "children", "Children", "children and their parents"},
    {Attribute::kAudience, "californians", "Californians", "residents of California"},
    {Attribute::kAudience, "europeans", "Europeans", "people in Europe"},
    {Attribute::kAudience,
     "other-countries",
     "Citizens from other countries",
     "people in other countries, and transfers abroad"},
}};

/// Number of an attribute value: its place in kAttributeValues.
using ValueId = std::uint8_t;

/// Bit v set: attribute value v. The data types are the lowest bits.
using ValueSet = std::uint64_t;

inline constexpr std::size_t kValueCount = kAttributeValues.size();
inline constexpr std::size_t kDataTypeCount = 12;

[[nodiscard]] constexpr ValueSet bit(ValueId value) {
  return ValueSet{1} << value;
}

/// The values of an attribute, a range of kAttributeValues.
[[nodiscard]] constexpr ValueSet values_of(Attribute attribute) {
  ValueSet values = 0;
  for (std::size_t i = 0; i < kValueCount; ++i) {
    if (kAttributeValues[i].attribute == attribute) {
      values |= bit(static_cast<ValueId>(i));
    }
  }
  return values;
}

[[nodiscard]] constexpr std::optional<ValueId> find_value(Attribute attribute,
                                                          std::string_view id) {
  for (std::size_t i = 0; i < kValueCount; ++i) {
    if (kAttributeValues[i].attribute == attribute && kAttributeValues[i].id == id) {
      return static_cast<ValueId>(i);
    }
  }
  return std::nullopt;
}

inline constexpr ValueSet kDataTypes = values_of(Attribute::kData);
static_assert(kValueCount <= 64 && kDataTypes == (ValueSet{1} << kDataTypeCount) - 1);

// ------------------------------------------------------------------------------------------ labels

/// Everything a rule or a model can say of a passage, numbered through: the practices, then the
/// polarities of those that have one, then the attribute values.
using LabelId = std::uint8_t;

inline constexpr std::array<Practice, 2> kPolarPractices{Practice::kFirstParty,
                                                         Practice::kThirdParty};
inline constexpr std::size_t kFirstPolarityLabel = kPracticeCount;
inline constexpr std::size_t kFirstValueLabel =
    kFirstPolarityLabel + kPolarPractices.size() * kPolarityCount;
inline constexpr std::size_t kLabelCount = kFirstValueLabel + kValueCount;

[[nodiscard]] constexpr LabelId label_of(Practice practice) {
  return static_cast<LabelId>(practice);
}

/// `practice` must be one of kPolarPractices.
[[nodiscard]] constexpr LabelId label_of(Practice practice, Polarity polarity) {
  return static_cast<LabelId>(kFirstPolarityLabel +
                              static_cast<std::size_t>(practice) * kPolarityCount +
                              static_cast<std::size_t>(polarity));
}

[[nodiscard]] constexpr LabelId label_of_value(ValueId value) {
  return static_cast<LabelId>(kFirstValueLabel + value);
}

[[nodiscard]] constexpr bool practices_are_consistent() {
  for (std::size_t i = 0; i < kPractices.size(); ++i) {
    if (static_cast<std::size_t>(kPractices[i].practice) != i ||
        kPractices[i].has_polarity != (i < kPolarPractices.size())) {
      return false;
    }
  }
  for (std::size_t i = 0; i < kAttributes.size(); ++i) {
    if (static_cast<std::size_t>(kAttributes[i].attribute) != i) {
      return false;
    }
  }
  for (std::size_t i = 0; i < kValueCount; ++i) {
    const AttributeValue& value = kAttributeValues[i];
    if ((i > 0 && value.attribute < kAttributeValues[i - 1].attribute) ||
        find_value(value.attribute, value.id) != i) {
      return false;
    }
  }
  return true;
}

static_assert(practices_are_consistent());  // ids in order, names unique, polar practices first

}  // namespace smallprint
