"""Whole histories: small git repositories made by the tests, indexed from outside."""

import json
import os
import shutil
import stat
import unittest

from git_repository import GitRepository
from smallprint import CliTest, current, environment, header, smallprint_index, write_snapshot

POLICY = "Privacy Policy.md"
# Long enough, each, to be a passage of its own.
TEXT = "We share your email address with third parties who help us to run this service for you."
OTHER = "We never sell the location of your telephone to anybody, whatever they may offer us for it."
MORE = "\n\nCookies remember the language that you chose when you came to see our pages for the first time."


class GitTest(CliTest):
    def setUp(self):
        super().setUp()
        self.repository = GitRepository(self.archive)

    def report(self, *arguments, source=None, code=0):
        return self.build_with_report(source or self.archive, *arguments, code=code)

    def hits(self, *query):
        return self.search(*query, "--group", "none", "--sort", "date", "--limit", "0",
                           "--format", "json").json["hits"]

    def lifespans(self, *query):
        return [(hit["policy"], hit["lifespan"]["first"], hit["lifespan"]["last"],
                 hit["lifespan"]["snapshots"]) for hit in self.hits(*query)]

    def assert_snapshots(self, expected, *arguments, **options):
        report = self.report(*arguments, **options)
        self.assertEqual(expected, report["snapshots"])
        return report


class Versions(GitTest):
    def test_files_of_the_root_commit_are_snapshots(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT, f"Bob/{POLICY}": OTHER})

        report = self.assert_snapshots(2)

        self.assertEqual(["git"], [source["kind"] for source in report["sources"]])
        self.assertEqual("terms", report["sources"][0]["layout"])

    def test_commits_that_change_no_policy_are_none(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT})
        self.repository.commit()
        self.repository.commit({"README.md": "Read me."})
        self.repository.git("update-index", "--chmod=+x", f"Ada/{POLICY}")
        self.repository.commit()

        report = self.assert_snapshots(1)

        self.assertEqual(4, report["sources"][0]["commits"])

    def test_a_revert_is_a_snapshot_like_others(self):
        for day, text in (("01", TEXT), ("02", OTHER), ("03", TEXT)):
            self.repository.commit({f"Ada/{POLICY}": text}, date=f"2020-01-{day}T00:00:00Z")

        report = self.assert_snapshots(3)

        self.assertEqual(len(TEXT) + len(OTHER), report["bytes_read"])  # equal blobs are read once
        self.assertEqual([("Ada", "2020-01-01", "2020-01-01", 1), ("Ada", "2020-01-03", "2020-01-03", 1)],
                         self.lifespans("email"))

    def test_the_date_is_the_author_date_in_utc(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT}, date="2020-03-01T00:30:00+0200")
        self.report()

        shown = self.search("show", "Ada", "--format", "json").json

        self.assertEqual(("2020-02-29", "20200229223000"), (shown["date"], shown["timestamp"]))
        self.assertEqual(self.repository.head(), shown["commit"])

    def test_hits_name_commit_and_path(self):
        commit = self.repository.commit({f"Ada/{POLICY}": TEXT})
        self.report()

        source = self.hits("email")[0]["source"]

        self.assertEqual((commit, f"Ada/{POLICY}", str(self.archive)),
                         (source["commit"], source["file"], source["archive"]))
        original = self.repository.git("show", f"{source['commit']}:{source['file']}").encode()
        self.assertEqual(TEXT.encode(), original[source["byte_start"]:source["byte_end"]])

    def test_only_privacy_policy_is_read_unless_include_says_otherwise(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT, "Ada/Terms of Service.md": OTHER,
                                "Ada/Deep/Privacy Policy.md": TEXT, "Ada/Notes.txt": TEXT,
                                ".github/Privacy Policy.md": TEXT, POLICY: TEXT})

        self.assert_snapshots(1)
        self.assert_snapshots(2, "--include", "*.md")

        self.assertEqual(["Ada/Terms of Service"], [hit["policy"] for hit in self.hits("location")])
        self.assertEqual(["Ada"], [hit["policy"] for hit in self.hits("email")])
        self.assert_snapshots(1, "--include", "Ada/Terms of*", "--allow-shrink")

    def test_many_renames_take_little_memory(self):
        lines = ["commit refs/heads/main", "committer A <a@policies.example> 1577836800 +0000", "data 1", "x"]
        for number in range(2000):
            lines += [f"M 100644 inline S{number}/{POLICY}", f"data {len(TEXT) + 4}", f"{TEXT}{number:4}"]
        for number in range(2000):
            lines += ["", "commit refs/heads/main", f"committer A <a@policies.example> {1577836900 + number} +0000",
                      "data 1", "x", f'R "S{number}/{POLICY}" "T{number}/{POLICY}"']
        self.repository.git("fast-import", "--quiet", input=("\n".join(lines) + "\n").encode())

        report = self.assert_snapshots(2000)

        self.assertEqual(2000, report["sources"][0]["renames"])
        self.assertLess(report["peak_rss_bytes"], 100_000_000)

    def test_names_that_differ_by_case_alone_are_two_sites(self):
        self.repository.commit({f"TP-Link/{POLICY}": TEXT, f"Tp-link/{POLICY}": TEXT})
        self.report()

        self.assertEqual(["TP-Link"], [hit["site"] for hit in self.hits("email", "--site", "TP-Link")])
        self.assertEqual("Tp-link", self.search("show", "Tp-link", "--format", "json").json["site"])

    def test_the_work_tree_does_not_count(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT})
        clean = self.report()["content_digest"]
        self.repository.write(f"Ada/{POLICY}", "An edit that is not committed.")
        self.repository.write(f"New/{POLICY}", "A file that git does not know.")

        self.assertEqual(clean, self.report()["content_digest"])

    def test_nothing_is_made_anew_without_new_snapshots(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT})
        self.report()
        self.repository.commit({"README.md": "Read me."})

        report = self.report()

        self.assertFalse(report["changes"]["new_generation"])

    def test_bad_versions_are_named_by_commit_and_path(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT})
        commit = self.repository.commit({f"Ada/{POLICY}": " \n"})

        outcome = self.build("--max-rejected", "100")

        self.assertIn(f"refused: {commit}:Ada/{POLICY}: empty-body", outcome.err)
        report = self.report("--max-rejected", "100")
        self.assertEqual([commit], [file["commit"] for file in report["rejected"]["files"]])

    def test_a_service_whose_name_is_not_utf8_is_refused(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT, b"caf\xe9/Privacy Policy.md": OTHER})

        report = self.assert_snapshots(1, "--max-rejected", "50")

        self.assertEqual([("caf\\xE9/Privacy Policy.md", "bad-site")],
                         [(file["file"], file["reason"]) for file in report["rejected"]["files"]])

    def test_symbolic_links_and_submodules_are_passed_over_and_counted(self):
        commit = self.repository.commit({f"Ada/{POLICY}": TEXT})
        (self.archive / "Link").mkdir()
        os.symlink(f"../Ada/{POLICY}", self.archive / "Link" / POLICY)
        self.repository.git("add", "Link")
        self.repository.git("update-index", "--add", "--cacheinfo", f"160000,{commit},Module")
        self.repository.commit()
        self.repository.commit()

        report = self.assert_snapshots(1)

        self.assertEqual(2, report["sources"][0]["skipped"])

    def test_a_file_that_becomes_a_folder_and_a_file_again(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT})
        self.repository.git("rm", "--quiet", f"Ada/{POLICY}")
        self.repository.commit({f"Ada/{POLICY}/inner.md": TEXT})
        self.repository.git("rm", "--quiet", "-r", f"Ada/{POLICY}")
        self.repository.commit({f"Ada/{POLICY}": OTHER})

        report = self.assert_snapshots(2)

        self.assertEqual(1, report["sources"][0]["removals"])


class Removals(GitTest):
    def test_a_removal_ends_a_lifespan_and_a_return_starts_another(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.commit(removed=[f"Ada/{POLICY}"], date="2020-01-02T00:00:00Z")
        self.repository.commit({f"Ada/{POLICY}": TEXT}, date="2020-01-03T00:00:00Z")

        report = self.assert_snapshots(2)

        self.assertEqual(1, report["sources"][0]["removals"])
        self.assertEqual([("Ada", "2020-01-01", "2020-01-01", 1), ("Ada", "2020-01-03", "2020-01-03", 1)],
                         self.lifespans("email"))
        self.assertEqual([], self.hits("email", "--as-of", "2020-01-02"))

    def test_without_a_removal_the_same_text_is_one_lifespan(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.commit({f"Ada/{POLICY}": TEXT + MORE}, date="2020-01-03T00:00:00Z")

        self.assert_snapshots(2)

        self.assertEqual([("Ada", "2020-01-01", "2020-01-03", 2)], self.lifespans("email"))

    def test_a_return_is_one_whatever_the_dates_say(self):
        for name, removed, returned in (("Same", "2020-01-03", "2020-01-03"),
                                        ("Back", "2020-01-09", "2020-01-03")):
            self.repository.commit({f"{name}/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
            self.repository.commit(removed=[f"{name}/{POLICY}"], date=f"{removed}T00:00:00Z")
            self.repository.commit({f"{name}/{POLICY}": TEXT}, date=f"{returned}T00:00:00Z")

        self.report()

        self.assertEqual([(name, day, day, 1) for day in ("2020-01-01", "2020-01-03") for name in ("Back", "Same")],
                         self.lifespans("email"))

    def test_a_removal_dated_between_two_snapshots_before_it_ends_nothing(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.commit({f"Ada/{POLICY}": TEXT + MORE}, date="2020-01-05T00:00:00Z")
        self.repository.commit(removed=[f"Ada/{POLICY}"], date="2020-01-03T00:00:00Z")

        self.report()

        self.assertEqual([("Ada", "2020-01-01", "2020-01-05", 2)], self.lifespans("email"))

    def test_a_return_of_an_archive_imported_later_ends_lifespans(self):
        path = "a/ab/abc/abc.com.md"
        for text, day in ((header("abc.com", "2013-01-02") + "\n\n" + TEXT, "2017-07-14"), (None, "2017-07-17"),
                          (header("abc.com", "2013-08-02") + "\n\n" + TEXT, "2017-07-18")):
            self.repository.commit({path: text} if text else {}, removed=[] if text else [path],
                                   date=f"{day}T00:00:00Z")

        self.report()

        self.assertEqual([("abc.com", "2013-01-02", "2013-01-02", 1), ("abc.com", "2013-08-02", "2013-08-02", 1)],
                         self.lifespans("email"))

    def test_a_removal_that_a_merge_does_not_take_over_ends_nothing(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.git("branch", "side")
        self.repository.commit({f"Ada/{POLICY}": TEXT + MORE}, date="2020-01-04T00:00:00Z")
        self.repository.git("checkout", "--quiet", "side")
        self.repository.commit(removed=[f"Ada/{POLICY}"], date="2020-01-02T00:00:00Z")
        self.repository.git("checkout", "--quiet", "main")
        self.repository.git("merge", "--quiet", "--strategy=ours", "--no-edit", "side", date="2020-01-05T00:00:00Z")

        self.report()

        self.assertEqual([("Ada", "2020-01-01", "2020-01-04", 2)], self.lifespans("email"))

    def test_a_removal_of_another_document_ends_nothing(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT, f"Bob/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.commit(removed=[f"Bob/{POLICY}"], date="2020-01-02T00:00:00Z")
        self.repository.commit({f"Ada/{POLICY}": TEXT + MORE}, date="2020-01-03T00:00:00Z")

        self.report()

        self.assertIn(("Ada", "2020-01-01", "2020-01-03", 2), self.lifespans("email"))


class Renames(GitTest):
    def test_a_pure_rename_continues_the_policy_under_its_latest_name(self):
        self.repository.commit({f"Old/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.rename(f"Old/{POLICY}", f"New/{POLICY}", date="2020-01-02T00:00:00Z")
        self.repository.commit({f"New/{POLICY}": TEXT + MORE}, date="2020-01-03T00:00:00Z")

        report = self.assert_snapshots(2)

        self.assertEqual((1, 0), (report["sources"][0]["renames"], report["sources"][0]["removals"]))
        self.assertEqual([("New", "2020-01-01", "2020-01-03", 2)], self.lifespans("email"))
        self.assertEqual(f"Old/{POLICY}", self.hits("email")[0]["source"]["file"])

    def test_a_name_taken_again_is_another_policy(self):
        self.repository.commit({f"Old/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.rename(f"Old/{POLICY}", f"New/{POLICY}", date="2020-01-02T00:00:00Z")
        self.repository.commit({f"Old/{POLICY}": OTHER}, date="2020-01-03T00:00:00Z")

        self.assert_snapshots(2)

        self.assertEqual(["New"], [hit["policy"] for hit in self.hits("email")])
        self.assertEqual(["Old"], [hit["policy"] for hit in self.hits("location")])

    def test_a_rename_with_an_edit_is_a_removal_and_a_new_policy(self):
        self.repository.commit({f"Old/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.commit({f"New/{POLICY}": TEXT + MORE}, removed=[f"Old/{POLICY}"],
                               date="2020-01-02T00:00:00Z")

        report = self.assert_snapshots(2)

        self.assertEqual((0, 1), (report["sources"][0]["renames"], report["sources"][0]["removals"]))
        self.assertEqual(["Old", "New"], [hit["policy"] for hit in self.hits("email")])

    def test_a_copy_is_a_snapshot(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT})
        self.repository.commit({f"Bob/{POLICY}": TEXT})

        self.assert_snapshots(2)

    def test_files_of_equal_text_are_renamed_by_their_base_names(self):
        self.repository.commit({f"Old/{POLICY}": TEXT, "Old/Another Policy.md": TEXT})
        self.repository.git("mv", "Old", "New")
        self.repository.commit()

        report = self.assert_snapshots(2, "--include", "*.md")

        self.assertEqual(2, report["sources"][0]["renames"])
        self.assertEqual(["New", "New/Another Policy"], sorted(hit["policy"] for hit in self.hits("email")))

    def test_a_rename_into_the_selection_is_a_snapshot(self):
        self.repository.commit({f"Ada/{POLICY}": TEXT, "Bob/Notice.md": OTHER})
        self.repository.rename("Bob/Notice.md", f"Bob/{POLICY}")

        self.assert_snapshots(2)

    def test_a_side_branch_goes_on_under_the_name_that_the_merge_gives_it(self):
        self.repository.commit({f"Old/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.git("branch", "side")
        self.repository.rename(f"Old/{POLICY}", f"New/{POLICY}", date="2020-01-02T00:00:00Z")
        self.repository.git("checkout", "--quiet", "side")
        self.repository.commit({f"Old/{POLICY}": TEXT + MORE}, date="2020-01-03T00:00:00Z")
        self.repository.git("checkout", "--quiet", "main")
        self.repository.git("merge", "--quiet", "--no-edit", "side", date="2020-01-04T00:00:00Z")

        self.assert_snapshots(2)

        self.assertEqual([("New", "2020-01-01", "2020-01-03", 2)], self.lifespans("email"))


class Merges(GitTest):
    def setUp(self):
        super().setUp()
        self.repository.commit({f"Ada/{POLICY}": TEXT, f"Bob/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.repository.git("branch", "side")

    def on_side(self, files, branch="side", date="2020-01-02T00:00:00Z"):
        self.repository.git("checkout", "--quiet", branch)
        self.repository.commit(files, date=date)
        self.repository.git("checkout", "--quiet", "main")

    def test_side_branches_are_visited_and_a_clean_merge_is_no_snapshot(self):
        self.on_side({f"Ada/{POLICY}": OTHER})
        self.repository.commit({f"Bob/{POLICY}": OTHER}, date="2020-01-03T00:00:00Z")
        self.repository.git("merge", "--quiet", "--no-edit", "side", date="2020-01-04T00:00:00Z")

        report = self.assert_snapshots(4)

        self.assertEqual(4, report["sources"][0]["commits"])

    def test_a_merge_that_resolves_to_a_new_text_is_a_snapshot(self):
        self.on_side({f"Ada/{POLICY}": OTHER})
        self.repository.commit({f"Ada/{POLICY}": "Something else."}, date="2020-01-03T00:00:00Z")
        self.repository.git("merge", "--quiet", "side", check=False)
        self.repository.commit({f"Ada/{POLICY}": "A third text."}, date="2020-01-04T00:00:00Z")

        self.assert_snapshots(5)

    def test_a_merge_that_takes_one_side_is_none(self):
        self.on_side({f"Ada/{POLICY}": OTHER})
        self.repository.commit({f"Ada/{POLICY}": "Something else."}, date="2020-01-03T00:00:00Z")
        self.repository.git("merge", "--quiet", "-s", "ours", "--no-edit", "side")

        self.assert_snapshots(4)

    def test_an_octopus(self):
        self.repository.git("branch", "third")
        self.on_side({f"Cyd/{POLICY}": OTHER})
        self.on_side({f"Dan/{POLICY}": OTHER}, branch="third")
        self.repository.commit({f"Eve/{POLICY}": OTHER})
        self.repository.git("merge", "--quiet", "--no-edit", "side", "third")
        self.assertEqual(3, len(self.repository.git("rev-parse", "HEAD^@").split()))

        self.assert_snapshots(5)

    def test_what_is_not_merged_is_not_reached(self):
        self.on_side({f"Ada/{POLICY}": OTHER})

        self.assert_snapshots(2)
        self.assert_snapshots(3, "--ref", "side")

    def test_a_removal_on_a_side_branch_is_one(self):
        self.repository.git("checkout", "--quiet", "side")
        self.repository.commit(removed=[f"Ada/{POLICY}"], date="2020-01-02T00:00:00Z")
        self.repository.git("checkout", "--quiet", "main")
        self.repository.commit({f"Bob/{POLICY}": OTHER}, date="2020-01-03T00:00:00Z")
        self.repository.git("merge", "--quiet", "--no-edit", "side", date="2020-01-04T00:00:00Z")

        report = self.assert_snapshots(3)

        self.assertEqual(1, report["sources"][0]["removals"])


class Places(GitTest):
    """Wherever the objects are and however they are stored, it is one history."""

    def setUp(self):
        super().setUp()
        for day in range(1, 8):
            self.repository.commit({f"Ada/{POLICY}": f"{TEXT} Version {day}.\n\n{OTHER * day}"},
                                   date=f"2020-01-0{day}T00:00:00Z")
        self.repository.git("tag", "--annotate", "--message", "a tag", "v1", "HEAD~2")
        self.digest = self.assert_snapshots(7)["index_digest"]

    def test_packed(self):
        self.repository.git("gc", "--quiet", "--prune=now")

        self.assertEqual(self.digest, self.report()["index_digest"])

    def test_bare(self):
        self.repository.git("clone", "--quiet", "--bare", self.archive, self.folder / "bare.git")

        report = self.report(source=self.folder / "bare.git")

        self.assertEqual(self.digest, report["index_digest"])

    def test_a_linked_work_tree(self):
        self.repository.git("worktree", "add", "--quiet", self.folder / "linked", "-b", "linked", "HEAD~3")

        report = self.assert_snapshots(4, source=self.folder / "linked")

        self.assertEqual("refs/heads/linked", report["sources"][0]["ref"])

    def test_a_folder_of_a_work_tree_is_a_folder(self):
        self.repository.commit({"files/a.md": header("a.example", "2020-01-01") + TEXT})

        report = self.assert_snapshots(1, "--allow-shrink", source=self.archive / "files")

        self.assertEqual("folder", report["sources"][0]["kind"])

    def test_refs(self):
        head = self.repository.head()
        for ref, name, snapshots in (("v1", "refs/tags/v1", 5), ("main", "refs/heads/main", 7),
                                     (head[:12], head[:12], 7), ("HEAD~1", "HEAD~1", 6)):
            with self.subTest(ref=ref):
                report = self.assert_snapshots(snapshots, "--ref", ref)

                self.assertEqual(name, report["sources"][0]["ref"])
                self.assertEqual(self.repository.git("rev-parse", ref + "^{commit}"),
                                 report["sources"][0]["tip"])

    def test_a_detached_head(self):
        self.repository.git("checkout", "--quiet", "HEAD~4")

        self.assertEqual("HEAD", self.assert_snapshots(3)["sources"][0]["ref"])

    def test_status_names_ref_and_tip(self):
        outcome = smallprint_index("status", "--index", self.index)

        self.assert_code(0, outcome)
        status = outcome.out
        self.assertIn(f"source      git {self.archive}\n", status)
        self.assertIn(f"refs/heads/main at {self.repository.head()}\n", status)

    def test_threads_leave_no_trace(self):
        self.assertEqual(self.digest, self.report("--full", "--jobs", "4")["index_digest"])
        self.assertEqual(self.digest, self.report("--full", "--jobs", "1")["index_digest"])


class HeaderLines(GitTest):
    """Layout of the Princeton-Leuven archive."""

    def capture(self, site, date, record, body=TEXT, author_date="2020-06-01T00:30:00+0200"):
        folder = f"{site[0]}/{site[:2]}/{site[:3]}"
        return self.repository.commit(
            {f"{folder}/{site}.md": header(site, date) + body, f"{folder}/{site}.html": "<p>"},
            date=author_date, message=f"{site} (archived on {date})\n\n{record}")

    def test_the_record_beats_header_and_git_date(self):
        self.repository.commit({"README.md": "# An archive"})
        self.capture("ada.example", "2013-05-06", '{"timestamp": "20130507101112", "alexa_rank": NaN}')

        report = self.assert_snapshots(1)

        self.assertEqual("header-line", report["sources"][0]["layout"])
        self.assertEqual(0, report["rejected"]["total"])
        shown = self.search("show", "ada.example", "--format", "json").json
        self.assertEqual(("2013-05-07", "20130507101112"), (shown["date"], shown["timestamp"]))

    def test_without_a_record_the_header_line_holds(self):
        for number, record in enumerate(("", "{broken", '{"alexa_rank": 3}')):
            with self.subTest(record=record):
                site = f"ada{number}.example"
                self.capture(site, "2013-05-06", record)
                self.report()

                shown = self.search("show", site, "--format", "json").json
                self.assertEqual("20130506120000", shown["timestamp"])

    def test_records_that_cannot_be_used_are_named(self):
        self.capture("ada.example", "2013-05-06", '{"timestamp": "20130506')
        self.capture("bob.example", "2013-05-06", '{"timestamp": "20131302101112"}')
        self.capture("cid.example", "2013-05-06", '{"timestamp": "20150102101112"}')

        warnings = self.report()["warnings"]

        self.assertEqual({"bad-record": 2, "date-disagrees": 1}, warnings["by_reason"])
        details = {file["file"][-14:-3]: file["detail"] for file in warnings["files"]}
        self.assertIn("20131302101112", details["bob.example"])
        self.assertEqual("the commit's record says 20150102101112, the header line 2013-05-06",
                         details["cid.example"])

    def test_a_record_says_nothing_about_one_of_several_files(self):
        files = {f"{name}.md": header(f"{name}.example", "2013-05-06") + TEXT for name in ("ada", "bob")}
        self.repository.commit(files, message='both\n\n{"timestamp": "20130507101112"}')
        self.report()

        for site in ("ada.example", "bob.example"):
            shown = self.search("show", site, "--format", "json").json
            self.assertEqual("20130506120000", shown["timestamp"])

    def test_the_same_capture_from_a_folder_is_one_snapshot(self):
        self.capture("ada.example", "2013-05-06", '{"timestamp": "20130506120000", "word_count": 7}')
        alone = self.report()
        (self.folder / "files").mkdir()
        (self.folder / "files" / "a.md").write_text(header("ada.example", "2013-05-06") + TEXT)

        both = self.report(self.folder / "files", source=self.archive)

        self.assertEqual(1, both["snapshots"])
        self.assertEqual({"duplicate-snapshot": 1}, both["rejected"]["by_reason"])
        self.assertEqual(alone["index_digest"], both["index_digest"])

    def test_a_path_that_is_not_utf8(self):
        self.repository.commit({b"caf\xe9.md": header("ada.example", "2013-05-06") + TEXT})
        self.report()

        self.assertEqual("caf\\xE9.md", self.hits("email")[0]["source"]["file"])

    def test_repeats_under_a_new_header_line_are_one_lifespan(self):
        self.capture("ada.example", "2013-05-06", '{"timestamp": "20130506120000"}')
        self.capture("ada.example", "2014-05-06", '{"timestamp": "20140506120000"}')

        self.assert_snapshots(2)

        self.assertEqual([("ada.example", "2013-05-06", "2014-05-06", 2)], self.lifespans("email"))


class Unusable(GitTest):
    """What cannot be read whole is refused, and the index stays as it was."""

    def setUp(self):
        super().setUp()
        self.first = self.repository.commit({f"Ada/{POLICY}": TEXT}, date="2020-01-01T00:00:00Z")
        self.second = self.repository.commit({f"Ada/{POLICY}": OTHER}, date="2020-01-02T00:00:00Z")
        self.report()
        self.published = current(self.index)

    def assert_refused(self, code, *texts, source=None, arguments=()):
        outcome = self.build(source or self.archive, *arguments, code=code)
        for text in texts:
            self.assertIn(text, outcome.err)
        self.assertEqual(self.published, current(self.index))
        self.search("email", "--fail-if-empty")

    def blob(self):
        return self.repository.git("rev-parse", f"HEAD:Ada/{POLICY}")

    def damage(self, path, change):
        os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
        content = path.read_bytes()
        path.write_bytes(change(content))

    def test_shallow(self):
        self.repository.git("clone", "--quiet", "--depth", "1", f"file://{self.archive}",
                            self.folder / "shallow")

        self.assert_refused(66, "shallow", "fetch --unshallow", source=self.folder / "shallow")

    def test_a_work_tree_of_a_shallow_clone(self):
        self.repository.git("clone", "--quiet", "--depth", "1", f"file://{self.archive}",
                            self.folder / "shallow")
        self.repository.git("-C", self.folder / "shallow", "worktree", "add", "--quiet",
                          self.folder / "linked")

        self.assert_refused(66, "shallow", source=self.folder / "linked")

    def test_partial_clone(self):
        self.repository.git("config", "uploadpack.allowFilter", "true")
        self.repository.git("clone", "--quiet", "--bare", "--filter=blob:none",
                            f"file://{self.archive}", self.folder / "partial.git")

        self.assert_refused(66, "partial clone", "--filter", source=self.folder / "partial.git")

    def test_partial_clone_by_extension(self):
        self.repository.git("config", "core.repositoryformatversion", "1")
        self.repository.git("config", "extensions.partialClone", "origin")

        self.assert_refused(66, "partial clone (extensions.partialclone)")

    def test_alternates(self):
        self.repository.git("clone", "--quiet", "--shared", self.archive, self.folder / "shared")

        self.assert_refused(66, "objects/info/alternates", "--allow-alternates",
                            source=self.folder / "shared")
        self.assert_snapshots(2, "--allow-alternates", source=self.folder / "shared")

    @unittest.skipUnless(os.geteuid() == 0, "only root can give a repository away")
    def test_a_repository_of_another_user(self):
        for folder, _, files in os.walk(self.archive):
            for path in (folder, *(os.path.join(folder, name) for name in files)):
                os.chown(path, 65534, 65534, follow_symlinks=False)

        self.assert_refused(66, "another user", f"safe.directory '{self.archive}'")

        (self.folder / ".gitconfig").write_text(f"[safe]\n\tdirectory = {self.archive}\n")
        trusted = smallprint_index("build", self.archive, "--index", self.index,
                                   env={**environment(), "HOME": str(self.folder)})
        self.assert_code(0, trusted)

    def test_an_unborn_head(self):
        GitRepository(self.folder / "empty")

        self.assert_refused(66, "no commit yet", "--ref", source=self.folder / "empty")

    def test_unknown_refs(self):
        self.assert_refused(66, "nowhere names nothing", arguments=("--ref", "nowhere"))
        self.assert_refused(66, "names no commit", arguments=("--ref", f"HEAD:Ada/{POLICY}"))

    def test_a_ref_without_a_repository(self):
        write_snapshot(self.folder / "files", "ada.example", "2013-05-06", TEXT)

        self.assert_refused(64, "--ref main: no SOURCE is a git repository",
                            source=self.folder / "files", arguments=("--ref", "main"))

    def test_a_broken_repository_is_no_folder(self):
        write_snapshot(self.archive, "ada.example", "2013-05-06", TEXT)
        (self.archive / ".git" / "HEAD").unlink()

        self.assert_refused(66, "cannot be opened as a git repository")

    def test_a_history_without_policies(self):
        repository = GitRepository(self.folder / "none")
        repository.commit({"notes.c": "int main;"})
        self.assert_refused(66, "no *.md", source=self.folder / "none")

        repository.commit({"Ada/Terms of Service.md": TEXT})
        self.assert_refused(66, "is selected", "--include", source=self.folder / "none")

    def test_missing_objects(self):
        tree = self.repository.git("rev-parse", "HEAD^{tree}")
        for what, object_id in (("blob", self.blob()), ("tree", tree), ("commit", self.first)):
            with self.subTest(what=what):
                path = self.repository.object_file(object_id)
                content = path.read_bytes()
                path.unlink()

                self.assert_refused(74, f"git object {object_id} is missing", "fsck")

                path.write_bytes(content)

    def test_corrupt_objects(self):
        tree = self.repository.git("rev-parse", "HEAD^{tree}")
        for what, object_id in (("blob", self.blob()), ("tree", tree), ("commit", self.first)):
            with self.subTest(what=what):
                path = self.repository.object_file(object_id)
                content = path.read_bytes()
                self.damage(path, lambda bytes_: bytes_[:len(bytes_) // 2] + b"\0\0\0\0" * 3)

                self.assert_refused(74, f"git object {object_id} is damaged", "fsck")

                path.write_bytes(content)

    def test_loose_objects_that_a_power_cut_left_short(self):
        for object_id in (self.blob(), self.first, self.second):
            path = self.repository.object_file(object_id)
            whole = path.read_bytes()
            for size in (0, 5, len(whole) // 2, len(whole) - 1):
                with self.subTest(object=object_id, size=size):
                    self.damage(path, lambda content, size=size: content[:size])

                    self.assert_refused(74, f"git object {object_id} is damaged")

                    path.write_bytes(whole)

    def test_truncated_pack(self):
        self.repository.git("gc", "--quiet", "--prune=now")
        pack = next((self.archive / ".git" / "objects" / "pack").glob("*.pack"))
        self.damage(pack, lambda content: content[:len(content) // 2])

        outcome = self.build(code=74)

        self.assertRegex(outcome.err, r"git object [0-9a-f]{40} is (missing|damaged)")
        self.assertEqual(self.published, current(self.index))

    def test_no_byte_of_a_pack_can_be_changed_unseen(self):
        digest = self.report()["content_digest"]
        self.repository.git("gc", "--quiet", "--prune=now")
        pack = next((self.archive / ".git" / "objects" / "pack").glob("*.pack"))
        whole = pack.read_bytes()
        os.chmod(pack, stat.S_IRUSR | stat.S_IWUSR)
        for at in range(12, len(whole) - 20, 41):
            with self.subTest(at=at):
                pack.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1:])
                shutil.rmtree(self.folder / "other.index", ignore_errors=True)

                outcome = smallprint_index("build", self.archive, "--index", self.folder / "other.index",
                                           "--report", self.folder / "other.json")

                if outcome.code == 0:
                    report = json.loads((self.folder / "other.json").read_text())
                    self.assertEqual(digest, report["content_digest"])
                else:
                    self.assertIn(outcome.code, (66, 74), outcome.err)


if __name__ == "__main__":
    unittest.main()
