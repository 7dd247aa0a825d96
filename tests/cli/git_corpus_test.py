"""The histories in ../shared/corpus, counted again by git's own commands.

Where ../shared/corpus is not there, the tests say that they were skipped.
"""

import json
import re
import subprocess
import tempfile
import unittest
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

from smallprint import SHARED_CORPUS, CliTest, smallprint_index

TERMS = SHARED_CORPUS / "archive-dev.bundle"
CAPTURES = SHARED_CORPUS / "archive-pl.bundle"
HEADER = re.compile(rb"from the (\S+) privacy policy that was archived on (\d{4}-\d{2}-\d{2})\..*?/web/(\d{14})id_/")


def git(repository, *arguments, **options):
    return subprocess.run(["git", "-c", "safe.directory=*", "-c", "core.quotePath=false", "-C", repository,
                           *arguments], stdout=subprocess.PIPE, check=True, **options).stdout


def clone(bundle, folder):
    subprocess.run(["git", "clone", "--quiet", "--bare", bundle, folder], check=True)
    return folder


class Commit:
    """What `git log -m --raw` prints of a commit: a list of changes for each parent."""

    def __init__(self, line):
        self.id, parents, seconds = line.split("|")
        self.parents = max(1, len(parents.split()))
        self.time = datetime.fromtimestamp(int(seconds), timezone.utc)
        self.came = Counter()
        self.gone = {}
        self.new = {}
        self.blob = {}

    def add(self, line):
        meta, path = line.split("\t", 1)
        if not path.endswith("Privacy Policy.md"):
            return
        _, _, before, after, status = meta.split()
        if status == "D":
            self.gone[path] = before
        else:
            self.came[path] += 1
            self.blob[path] = after
            if status == "A":
                self.new[path] = after

    def renames(self):
        """new path -> old path; only where there is one parent."""
        old = {blob: path for path, blob in self.gone.items()}
        return {path: old[blob] for path, blob in self.new.items() if blob in old} if self.parents == 1 else {}

    def snapshots(self):
        return [path for path, count in self.came.items()
                if count == self.parents and path not in self.renames()]

    def removed(self):
        return sorted(set(self.gone) - set(self.renames().values())) if self.parents == 1 else []


def read_log(repository):
    """By id: with -m git prints a commit once for each parent."""
    commits = {}
    log = git(repository, "log", "-m", "--root", "--raw", "--no-renames", "--no-abbrev",
              "--format=commit %H|%P|%at").decode()
    for line in log.splitlines():
        if line.startswith("commit "):
            commit = Commit(line[len("commit "):])
            commit = commits.setdefault(commit.id, commit)
        elif line.startswith(":"):
            commit.add(line)
    return commits


@unittest.skipUnless(TERMS.is_file(), "no ../shared/corpus/archive-dev.bundle")
class OpenTermsArchive(CliTest):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="smallprint-cli-git-")
        cls.addClassCleanup(temporary.cleanup)
        cls.home = Path(temporary.name).resolve()
        cls.repository = clone(TERMS, cls.home / "dev.git")
        cls.commits = read_log(cls.repository)
        cls.wide_index = cls.home / "wide.index"
        built = smallprint_index("build", cls.repository, "--include", "*Privacy Policy.md",
                                 "--index", cls.wide_index, "--report", cls.home / "wide.json")
        if built.code != 0:
            raise AssertionError(built.err)
        cls.report = json.loads((cls.home / "wide.json").read_text())

    def setUp(self):
        super().setUp()
        self.index = self.wide_index

    def test_exactly_the_snapshots_that_git_gives(self):
        snapshots = [path for commit in self.commits.values() for path in commit.snapshots()]

        self.assertEqual(1966, len(snapshots))
        self.assertEqual(1966, self.report["snapshots"])
        self.assertEqual(0, self.report["rejected"]["total"])
        self.assertEqual(2007, len(self.commits))
        self.assertEqual(2007, self.report["sources"][0]["commits"])

    def test_privacy_policy_alone_by_default(self):
        self.index = self.folder / "narrow.index"

        report = self.build_with_report(self.repository)

        self.assertEqual(1922, report["snapshots"])
        self.assertEqual(report["sites"], report["policies"])

    def test_each_day_of_a_policy_shows_its_last_commit(self):
        """Of policies with a removal, a rename, a side branch, another terms type, and many versions."""
        latest = {"Tp-link": "Tp-link Group"}  # the one rename
        policies = {"Yahoo", "Tp-link Group", "Samsung", "Instagram", "ironSource",
                    "Google Analytics/Parent Organization Privacy Policy"}
        expected = {}
        for commit in self.commits.values():
            for path in commit.snapshots():
                service, terms = path[:-len(".md")].split("/")
                service = latest.get(service, service)
                policy = service if terms == "Privacy Policy" else f"{service}/{terms}"
                expected.setdefault((policy, f"{commit.time:%Y-%m-%d}"), []).append((commit.time, commit.id, path))

        self.assertEqual(self.report["policies"], len({policy for policy, _ in expected}))
        for (policy, day), versions in expected.items():
            if policy in policies:
                shown = self.search("show", f"{policy}@{day}", "--format", "json").json
                last = max(versions)
                self.assertEqual((f"{last[0]:%Y%m%d%H%M%S}", last[1], last[2]),
                                 (shown["timestamp"], shown["commit"], shown["file"]))

    def test_the_three_removals_and_the_rename(self):
        removed = [path for commit in self.commits.values() for path in commit.removed()]
        renamed = [names for commit in self.commits.values() for names in commit.renames().items()]

        self.assertEqual(["Google Analytics/Parent Organization Privacy Policy.md", "Yahoo/Privacy Policy.md",
                          "ironSource/Privacy Policy.md"], sorted(removed))
        self.assertEqual([("Tp-link Group/Privacy Policy.md", "Tp-link/Privacy Policy.md")], renamed)
        self.assertEqual((3, 1), (self.report["sources"][0]["removals"], self.report["sources"][0]["renames"]))

    def lifespans(self, site):
        hits = self.search("--site", site, "--group", "none", "--limit", "0", "--format", "jsonl").json_lines
        return [(hit["lifespan"]["first"], hit["lifespan"]["last"]) for hit in hits]

    def test_no_lifespan_of_yahoo_runs_across_its_removal(self):
        gone = next(commit.time for commit in self.commits.values()
                    if "Yahoo/Privacy Policy.md" in commit.removed()).strftime("%Y-%m-%d")
        back = min(commit.time for commit in self.commits.values()
                   if "Yahoo/Privacy Policy.md" in commit.new and commit.time.strftime("%Y-%m-%d") > gone)

        lifespans = self.lifespans("Yahoo")

        self.assertEqual([], [span for span in lifespans if span[0] <= gone < span[1]])
        self.assertTrue([span for span in lifespans if span[1] <= gone])
        self.assertTrue([span for span in lifespans if span[0] == back.strftime("%Y-%m-%d")])
        self.search("--site", "Yahoo", "--as-of", gone, "--fail-if-empty", code=1)

    def test_the_renamed_policy_runs_on(self):
        renamed = next(commit.time for commit in self.commits.values() if commit.renames()).strftime("%Y-%m-%d")

        self.assertTrue([span for span in self.lifespans("Tp-link Group") if span[0] < renamed < span[1]])
        self.search("--site", "Tp-link", "--fail-if-empty", code=1)

    def test_the_side_branch_is_there(self):
        main = set(git(self.repository, "rev-list", "--first-parent", "HEAD").decode().split())
        side = {commit.time.strftime("%Y-%m-%d") for commit in self.commits.values() if commit.id not in main}

        shown = {self.search("show", f"Samsung@{day}", "--format", "json").json["commit"] for day in side}

        self.assertEqual(3, len(shown))
        self.assertEqual(set(), shown & main)

    def test_every_hit_is_in_the_blob_it_names(self):
        for hit in self.search("location", "--limit", "20", "--format", "json").json["hits"]:
            source = hit["source"]
            blob = git(self.repository, "show", f"{source['commit']}:{source['file']}")
            cut = blob[source["byte_start"]:source["byte_end"]].decode()
            self.assertIn(hit["text"].split()[0], cut)


@unittest.skipUnless(CAPTURES.is_file(), "no ../shared/corpus/archive-pl.bundle")
class PrincetonLeuven(CliTest):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="smallprint-cli-git-")
        cls.addClassCleanup(temporary.cleanup)
        cls.home = Path(temporary.name).resolve()
        cls.repository = clone(CAPTURES, cls.home / "pl.git")
        cls.captures = {}  # commit -> path, site, date, timestamp, bytes
        for commit in read_log_of_markdown(cls.repository):
            content = git(cls.repository, "show", f"{commit[0]}:{commit[1]}")
            site, date, timestamp = (part.decode() for part in HEADER.search(content).groups())
            cls.captures[commit[0]] = (commit[1], site, date, timestamp, content)

    def folder_of_captures(self):
        """Every capture as a file of its own, named by its commit."""
        for commit, (_, _, _, _, content) in self.captures.items():
            self.archive.mkdir(exist_ok=True)
            (self.archive / f"{commit}.md").write_bytes(content)
        return self.archive

    def test_600_of_600_with_site_date_and_timestamp(self):
        report = self.build_with_report(self.repository)

        self.assertEqual(600, len(self.captures))
        self.assertEqual(600, report["snapshots"])
        self.assertEqual((0, 0), (report["rejected"]["total"], report["warnings"]["total"]))
        shifted = 0
        for commit, (path, site, date, timestamp, _) in self.captures.items():
            record = json.loads(git(self.repository, "show", "-s", "--format=%b", commit).decode())
            self.assertEqual(record["timestamp"], timestamp)  # json of Python reads NaN
            author = int(git(self.repository, "show", "-s", "--format=%at", commit))
            shifted += datetime.fromtimestamp(author, timezone.utc).strftime("%Y-%m-%d") != date
            shown = self.show_all(site)[timestamp]
            self.assertEqual((site, date, timestamp, path, commit),
                             tuple(shown[name] for name in ("site", "date", "timestamp", "file", "commit")))
        self.assertEqual(102, shifted)

    def show_all(self, site):
        """timestamp -> what `show` says, of all snapshots of a site."""
        shown = self.__dict__.setdefault("shown", {})
        if site not in shown:
            days = {capture[2] for capture in self.captures.values() if capture[1] == site}
            answers = [self.search("show", f"{site}@{day}", "--format", "json").json for day in days]
            shown[site] = {answer["timestamp"]: answer for answer in answers}
        return shown[site]

    def test_a_folder_of_the_same_snapshots_says_the_same(self):
        from_git = self.build_with_report(self.repository)
        git_index, self.index = self.index, self.folder / "folder.index"
        from_folder = self.build_with_report(self.folder_of_captures())

        for name in ("content_digest", "sites", "policies", "snapshots", "passages", "passage_occurrences",
                     "bytes_indexed"):
            self.assertEqual(from_folder[name], from_git[name], name)
        for query in ("shares email with third parties", '"do not track"', "retention"):
            answers = [self.search(query, "--limit", "50", "--group", "none", "--format", "json", index=index).json
                       for index in (git_index, self.index)]
            for answer in answers:
                del answer["index_digest"]  # metadata of the commits enter it
                for hit in answer["hits"]:
                    del hit["source"]
            self.assertEqual(answers[0], answers[1])
        for by in ("year", "practice", "site"):
            counts = [self.search("facets", "--by", by, "--top", "1000", "--format", "json", index=index).json["values"]
                      for index in (git_index, self.index)]
            self.assertEqual(counts[0], counts[1])

    def test_git_and_folder_together_are_one(self):
        alone = self.build_with_report(self.repository)

        both = self.build_with_report(self.folder_of_captures(), self.repository)

        self.assertEqual(600, both["snapshots"])
        self.assertEqual({"duplicate-snapshot": 600}, both["rejected"]["by_reason"])
        self.assertEqual(alone["index_digest"], both["index_digest"])


def read_log_of_markdown(repository):
    """(commit, path) of every new or changed *.md."""
    commit = None
    for line in git(repository, "log", "--raw", "--no-renames", "--format=commit %H").decode().splitlines():
        if line.startswith("commit "):
            commit = line[len("commit "):]
        elif line.endswith(".md") and "\tREADME" not in line:
            yield commit, line.split("\t", 1)[1]


if __name__ == "__main__":
    unittest.main()
