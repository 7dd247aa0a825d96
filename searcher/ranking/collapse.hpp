/// What counts or is shown once.
#pragma once

namespace smallprint::searching {

/// kTemplate: passages of one template are one (docs/templates.md).
enum class Collapse { kNone, kTemplate };

}  // namespace smallprint::searching
