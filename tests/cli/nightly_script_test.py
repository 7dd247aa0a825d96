"""scripts/nightly_reindex and its units, as cron and systemd start them: a git mirror that grows over
several nights, and what the exit code and the mail say when a night goes wrong."""

import fcntl
import json
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import smallprint
from git_repository import GitRepository
from smallprint import ROOT, CliTest, header

SCRIPT = ROOT / "scripts" / "nightly_reindex"
UNITS = ROOT / "scripts" / "systemd"


def snapshot(site, date, body):
    return header(site, date) + body + "\n"


class NightlyScript(CliTest):
    def setUp(self):
        super().setUp()
        self.upstream = GitRepository(self.folder / "upstream")
        self.upstream.commit({f"2012/site{i}.example.md": snapshot(
            f"site{i}.example", "2012-03-04", "We never share your email address.") for i in range(12)})
        self.mirror = self.folder / "mirror.git"
        self.upstream.git("clone", "--quiet", "--mirror", ".", self.mirror)
        self.reports = self.folder / "reports"
        self.config = self.folder / "nightly.conf"
        self.configure()

    def configure(self, sources=None, **values):
        names = {"INDEX": self.index, "REPORTS": self.reports, "WAIT_SECONDS": 0,
                 "METRICS": self.folder / "smallprint.prom", "PROGRAM": smallprint.INDEX_PROGRAM, **values}
        lines = [f"SOURCES='\n{chr(10).join(map(str, sources or [self.mirror]))}\n'"]
        self.config.write_text("\n".join(lines + [f"{name}='{value}'" for name, value in names.items()]) + "\n")

    def night(self, code=0, config=None):
        environment = {**smallprint.environment(), "GIT_CONFIG_GLOBAL": "/dev/null",
                       "SOURCES": "/of/the/caller", "BUILD_OPTIONS": "--of-the-caller"}
        outcome = smallprint.run(str(SCRIPT), config or self.config, env=environment, cwd=self.folder)
        self.assert_code_of_night(code, outcome)
        return outcome

    def assert_code_of_night(self, code, outcome):
        self.assertEqual(code, outcome.code, outcome.out + outcome.err)

    def report(self):
        report = json.loads((self.reports / "run.json").read_text())
        self.assert_valid("run_report", report)
        return report

    def metric(self, name):
        text = (self.folder / "smallprint.prom").read_text()
        return float(re.search(rf"^smallprint_{name} (\S+)$", text, re.MULTILINE).group(1))

    def test_follows_a_mirror_that_grows_over_several_nights(self):
        first = self.night()
        self.assertIn(f"fetched {self.mirror}", first.lines)
        self.assertIn("verified", first.lines)
        self.assertIn("**gen-000001 published**.", first.lines)
        self.assertEqual("", first.err)

        for night in range(2, 6):
            self.upstream.commit({f"2013/new{night}.example.md": snapshot(
                f"new{night}.example", f"2013-01-{night:02}", f"We share qqx{night} with third parties.")})

            mail = self.night()

            self.assertIn(f"**gen-{night:06} published**.", mail.lines)
            self.assertEqual(1, self.report()["changes"]["policies"]["added"])
            self.assertEqual(self.upstream.head(), self.report()["sources"][0]["tip"])
            self.assertEqual(night, self.metric("index_generation"))
            self.assertEqual([f"new{night}.example"], [
                hit["site"] for hit in self.search(f"qqx{night}", "--format", "json").json["hits"]])
        self.assertEqual(["gen-000003", "gen-000004", "gen-000005"], smallprint.generations(self.index))

    def test_says_when_nothing_changed(self):
        self.night()

        mail = self.night()

        self.assertIn("**Nothing changed**.", mail.lines)
        self.assertIn("In force is still gen-000001.", mail.lines)
        self.assertEqual(["gen-000001"], smallprint.generations(self.index))
        self.assertEqual(0, self.metric("run_published"))

    def test_failed_fetch_is_75_and_the_rest_of_the_night_goes_on(self):
        write = self.folder / "files"
        smallprint.write_snapshot(write, "file.example", "2014-05-06", "We share qqxfile with nobody.")
        self.configure(sources=[self.mirror, write])
        shutil.rmtree(self.upstream.path)

        mail = self.night(code=75)

        self.assertIn(f"FETCH FAILED: {self.mirror}", mail.lines)
        self.assertIn("**gen-000001 published**.", mail.lines)
        self.assertEqual("exit code 75", mail.lines[-1])
        self.assertEqual(1, self.search("qqxfile", "--format", "json").json["totals"]["sites"])

    def test_failure_of_the_build_goes_before_that_of_the_fetch(self):
        self.night()
        shutil.rmtree(self.upstream.path)
        self.configure(sources=[self.mirror, self.folder / "gone"])

        mail = self.night(code=66)

        self.assertIn(f"FETCH FAILED: {self.mirror}", mail.lines)
        self.assertEqual("exit code 66", mail.lines[-1])
        self.assertIn("verified", mail.lines)
        self.assertEqual(66, self.metric("run_exit_code"))
        self.assertEqual(1, self.metric("index_usable"))
        self.assertFalse((self.reports / "run.md").exists(), "a summary of another night")

    def test_refused_files_are_named_and_listed(self):
        self.upstream.commit({f"2013/bad{i}.example.md": "no header line\n" for i in range(9)})

        mail = self.night(code=65)

        self.assertIn("- no-header: 9", mail.lines)
        self.assertIn("  - and 4 more", mail.lines)
        self.assertEqual(9, len((self.reports / "refused.txt").read_text().splitlines()))
        self.assertEqual(65, self.metric("run_exit_code"))
        self.assertEqual(0, self.metric("index_usable"))

    def test_damaged_index_is_found_though_nothing_changed(self):
        self.night()
        texts = self.index / "gen-000001" / "shard-00" / "text.zst"  # which a build does not look at
        damaged = bytearray(texts.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        texts.write_bytes(damaged)

        mail = self.night(code=69)

        self.assertIn("VERIFY FAILED, exit code 69", mail.lines)
        self.assertIn("shard-00/text.zst", mail.out)

    def test_started_twice_the_second_ends_at_once(self):
        self.reports.mkdir()
        with open(self.reports / "nightly.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)

            outcome = self.night(code=75)

        self.assertIn("another nightly run is at work", outcome.err)
        self.assertFalse(self.index.exists())

    def test_leaves_nothing_but_its_reports(self):
        self.night()

        self.assertEqual({"nightly.lock", "refused.txt", "run.json", "run.log", "run.md"},
                         {path.name for path in self.reports.iterdir()})
        self.assertEqual([], smallprint.leftovers(self.index))

    def test_wrong_configurations_are_told(self):
        for values, code in (({"INDEX": ""}, 64), ({"REPORTS": ""}, 64), ({"FETCH": "maybe"}, 64),
                             ({"PROGRAM": "no-such-program"}, 69)):
            with self.subTest(values=values):
                self.configure(**values)
                self.assertTrue(self.night(code=code).err.startswith("nightly_reindex: "))
        self.config.write_text("SOURCES='\n")
        self.night(code=64)
        self.night(code=66, config=self.folder / "no.conf")

    def test_options_of_the_build_and_names_with_spaces_pass_through(self):
        archive = self.folder / "an archive"
        smallprint.write_snapshot(archive, "a.example", "2014-05-06", "We share qqxa.", name="A Policy.md")
        smallprint.write_snapshot(archive, "b.example", "2014-05-06", "We share qqxb.", name="Terms.md")
        self.configure(sources=[archive], BUILD_OPTIONS="--include\nA Policy.md")

        self.night()

        self.assertEqual(1, self.report()["snapshots"])

    def test_example_configuration_names_all_there_is(self):
        example = (ROOT / "scripts" / "nightly.conf").read_text()
        names = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
        defaults = re.search(r"SOURCES='' .*?PROGRAM=\S+", SCRIPT.read_text(), re.DOTALL).group(0)

        self.assertEqual(names, set(re.findall(r"([A-Z_]+)=", defaults)))


class Units(unittest.TestCase):
    def test_systemd_accepts_them(self):
        analyze = shutil.which("systemd-analyze")
        if analyze is None:
            print("skipped: systemd-analyze is not installed")
            self.skipTest("systemd-analyze is not installed")
        temporary = tempfile.TemporaryDirectory(prefix="smallprint-units-")
        self.addCleanup(temporary.cleanup)
        folder = Path(temporary.name)
        for unit in UNITS.iterdir():
            text = unit.read_text().replace("/usr/bin/smallprint-nightly-reindex", str(SCRIPT))
            (folder / unit.name).write_text(text)

        done = subprocess.run([analyze, "verify", "--man=no", *sorted(map(str, folder.iterdir()))],
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)

        self.assertEqual((0, ""), (done.returncode, done.stderr.decode()))


if __name__ == "__main__":
    unittest.main()
