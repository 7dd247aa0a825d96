/// What the facets by template count by: the templates of passages, or of whole policies.
#pragma once

#include <cstdint>
#include <functional>

#include "searcher/counting/facets.hpp"
#include "searcher/index_view.hpp"
#include "searcher/matching/filters.hpp"
#include "searcher/templates/policy_templates.hpp"
#include "searcher/templates/templates.hpp"

namespace smallprint::searching {

/// A matching row and the snapshots [begin, end) of its lifespan.
struct RowAtHand {
  std::uint32_t shard = 0;
  std::uint32_t row = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class TemplateValues {
 public:
  TemplateValues() = default;
  virtual ~TemplateValues() = default;
  TemplateValues(const TemplateValues&) = delete;
  TemplateValues& operator=(const TemplateValues&) = delete;
  TemplateValues(TemplateValues&&) = delete;
  TemplateValues& operator=(TemplateValues&&) = delete;

  /// They are numbered from 0 in the order of their names.
  [[nodiscard]] virtual std::uint32_t size() const = 0;

  /// Living sites that have had it.
  [[nodiscard]] virtual std::uint32_t sites_of(std::uint32_t number) const = 0;

  /// Calls `visit(number, begin, end)` for each template of the row, with snapshots of the row that
  /// have it; every one that `counter` counts is among them.
  using Visit = std::function<void(std::uint32_t, std::uint32_t, std::uint32_t)>;
  virtual void for_each_of(const RowAtHand& row,
                           const SnapshotCounter& counter,
                           const Visit& visit) const = 0;

  /// How a template is shown; `count` is taken over.
  [[nodiscard]] virtual FacetValue value_of(std::uint32_t number, std::uint64_t count) const = 0;
};

/// The label is the beginning of the text, cut at a word.
class PassageTemplateValues final : public TemplateValues {
 public:
  PassageTemplateValues(const IndexView& index, const IndexTemplates& templates)
      : index_(index), templates_(templates) {}

  [[nodiscard]] std::uint32_t size() const override { return templates_.size(); }

  [[nodiscard]] std::uint32_t sites_of(std::uint32_t number) const override {
    return templates_.sites_of(number);
  }

  void for_each_of(const RowAtHand& row,
                   const SnapshotCounter& counter,
                   const Visit& visit) const override;
  [[nodiscard]] FacetValue value_of(std::uint32_t number, std::uint64_t count) const override;

 private:
  const IndexView& index_;
  const IndexTemplates& templates_;
};

/// The label is the title of the leading snapshot.
class PolicyTemplateValues final : public TemplateValues {
 public:
  PolicyTemplateValues(const IndexView& index,
                       const IndexTemplates& passages,
                       const IndexPolicyTemplates& templates)
      : index_(index), passages_(passages), templates_(templates) {}

  [[nodiscard]] std::uint32_t size() const override { return templates_.size(); }

  [[nodiscard]] std::uint32_t sites_of(std::uint32_t number) const override {
    return templates_.sites_of(number);
  }

  void for_each_of(const RowAtHand& row,
                   const SnapshotCounter& counter,
                   const Visit& visit) const override;
  [[nodiscard]] FacetValue value_of(std::uint32_t number, std::uint64_t count) const override;

 private:
  const IndexView& index_;
  const IndexTemplates& passages_;
  const IndexPolicyTemplates& templates_;
};

}  // namespace smallprint::searching
