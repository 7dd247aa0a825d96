"""What a nightly job relies on: when a generation is made, and what the report says changed."""

import shutil
import unittest

import smallprint
from smallprint import SAMPLE, CliTest, write_snapshot

NOTHING = {"added": 0, "changed": 0, "unchanged": 0, "removed": 0}


class Nightly(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copytree(SAMPLE, self.archive)

    def assert_changes(self, report, *, policies, snapshots, new_generation):
        changes = report["changes"]
        self.assertEqual({**NOTHING, **policies}, changes["policies"])
        self.assertEqual({**NOTHING, **snapshots}, changes["snapshots"])
        self.assertIs(new_generation, changes["new_generation"])

    def test_first_build_adds_everything(self):
        report = self.build_with_report()

        self.assert_changes(report, policies={"added": 27}, snapshots={"added": 120}, new_generation=True)
        self.assertEqual(1, report["generation"])

    def test_building_twice_makes_one_generation(self):
        first = self.build_with_report()
        second = self.build_with_report()

        self.assertEqual(["gen-000001"], smallprint.generations(self.index))
        self.assert_changes(second, policies={"unchanged": 27}, snapshots={"unchanged": 120},
                            new_generation=False)
        for name in ("generation", "index_digest", "content_digest", "snapshots", "passages",
                     "passage_occurrences", "index_bytes"):
            self.assertEqual(first[name], second[name], name)

    def test_second_run_leaves_every_file_as_it_is(self):
        self.build()
        before = {path: path.stat().st_mtime_ns for path in self.index.rglob("*")
                  if path.is_file() and path.name != "lock"}

        self.build()

        after = {path: path.stat().st_mtime_ns for path in self.index.rglob("*")
                 if path.is_file() and path.name != "lock"}
        self.assertEqual(before, after)

    def test_one_more_snapshot_changes_one_policy(self):
        self.build()
        write_snapshot(self.archive, "harborbooks.example", "2019-12-01",
                       "# Privacy\n\nWe now share qqxnew information with everybody who asks us for it.")

        report = self.build_with_report()

        self.assert_changes(report, policies={"changed": 1, "unchanged": 26},
                            snapshots={"added": 1, "unchanged": 120}, new_generation=True)
        self.assertEqual("gen-000002", smallprint.current(self.index))
        self.assertEqual(["harborbooks.example"],
                         [hit["site"] for hit in self.search("qqxnew", "--format", "json").json["hits"]])

    def test_one_more_site_is_one_policy_more(self):
        self.build()
        write_snapshot(self.archive, "new.example", "2019-12-01",
                       "We do not share anything with anybody at all.")

        report = self.build_with_report()

        self.assert_changes(report, policies={"added": 1, "unchanged": 27},
                            snapshots={"added": 1, "unchanged": 120}, new_generation=True)

    def test_text_that_changed_in_place_is_one_snapshot_for_another(self):
        path = write_snapshot(self.archive, "new.example", "2019-12-01",
                              "We do not share anything with anybody.")
        self.build()
        path.write_text(path.read_text().replace("anything", "everything"))

        report = self.build_with_report()

        self.assert_changes(report, policies={"changed": 1, "unchanged": 27},
                            snapshots={"added": 1, "unchanged": 120, "removed": 1}, new_generation=True)

    def test_file_that_went_is_removed(self):
        path = write_snapshot(self.archive, "new.example", "2019-12-01",
                              "We share qqxgone with nobody at all.")
        self.build()
        path.unlink()

        report = self.build_with_report()

        self.assert_changes(report, policies={"removed": 1, "unchanged": 27},
                            snapshots={"removed": 1, "unchanged": 120}, new_generation=True)
        self.search("qqxgone", "--fail-if-empty", code=1)

    def test_full_makes_a_generation_with_the_same_digest_and_answers(self):
        first = self.build_with_report()
        answer = self.search("shares email", "--format", "json").stdout

        second = self.build_with_report("--full")

        self.assertEqual("gen-000002", smallprint.current(self.index))
        self.assertEqual(first["index_digest"], second["index_digest"])
        self.assertEqual(first["content_digest"], second["content_digest"])
        self.assertEqual(answer, self.search("shares email", "--format", "json").stdout)

    def test_where_files_stand_changes_no_answer_but_their_source(self):
        first = self.build_with_report()
        scattered = self.folder / "scattered"
        scattered.mkdir()
        for number, path in enumerate(sorted(self.archive.rglob("*.md"), reverse=True)):
            shutil.copy(path, scattered / f"{number:03}.md")
        self.index = self.folder / "scattered.index"

        second = self.build_with_report(scattered)

        self.assertEqual(first["index_digest"], second["index_digest"])
        self.assertEqual(first["content_digest"], second["content_digest"])
        self.assertEqual(self.answers(self.folder / "policies.index"), self.answers(self.index))

    def answers(self, index):
        hits = self.search("shares email", "--format", "jsonl", "--limit", "0", index=index).json_lines
        return [{key: value for key, value in hit.items() if key != "source"} for hit in hits]

    def test_number_of_threads_changes_nothing(self):
        self.build("--jobs", "1")
        one = self.search("shares email", "--format", "json").stdout
        self.build("--full", "--jobs", "4")

        self.assertEqual(one, self.search("shares email", "--format", "json").stdout)

    def test_include_takes_only_files_that_match(self):
        report = self.build_with_report("--include", "2013_*")

        self.assertEqual(sum(1 for path in self.archive.glob("2013_*") for _ in path.rglob("*.md")),
                         report["snapshots"])

    def test_same_snapshot_in_two_files_is_one(self):
        path = next(self.archive.rglob("harborbooks.example.md"))
        shutil.copy(path, self.archive / "copy.md")

        report = self.build_with_report()

        self.assertEqual(120, report["snapshots"])
        self.assertEqual({"duplicate-snapshot": 1}, report["rejected"]["by_reason"])

    def test_duplicate_is_not_called_refused(self):
        path = next(self.archive.rglob("harborbooks.example.md"))
        shutil.copy(path, self.archive / "copy.md")

        said = self.build().err.splitlines()

        name = path.relative_to(self.archive)
        self.assertIn(said[0], (f"duplicate: {name}: the same snapshot as copy.md",
                                f"duplicate: copy.md: the same snapshot as {name}"))
        self.assertRegex(said[1], ", 0 files refused, 1 duplicates, ")


if __name__ == "__main__":
    unittest.main()
