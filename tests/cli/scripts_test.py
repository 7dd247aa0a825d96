"""The scripts of the project, as far as they end at once."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from smallprint import ROOT


def run_script(name, *arguments, path=None):
    environment = {"PATH": path} if path else None
    return subprocess.run([shutil.which("sh"), ROOT / "scripts" / name, *arguments], env=environment,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)


class Scripts(unittest.TestCase):
    def test_format_fails_where_its_formatter_is_missing(self):
        with tempfile.TemporaryDirectory(prefix="smallprint-path-") as folder:
            for tool in ("cat", "dirname", "git", "sh", "sort", "xargs"):
                (Path(folder) / tool).symlink_to(shutil.which(tool))

            outcome = run_script("format", "--check", path=folder)

        self.assertNotEqual(0, outcome.returncode)
        self.assertIn(b"clang-format-14", outcome.stderr)

    def test_the_whole_test_run_skips_nothing(self):
        self.assertNotIn("skipped", (ROOT / "scripts" / "test").read_text())

    def test_wrong_arguments_are_64(self):
        for arguments in (("fuzz", "many"), ("fuzz", ""), ("fuzz", "1", "2"), ("setup", "--all"),
                          ("format", "--fix"), ("build",),
                          ("faults", "many"), ("faults", ""), ("faults", "1", "2", "3")):
            with self.subTest(arguments=arguments):
                outcome = run_script(*arguments)

                self.assertEqual(64, outcome.returncode)
                self.assertIn(b"usage", outcome.stderr)

    def test_setup_knows_what_fuzzing_needs(self):
        sections = (ROOT / "scripts" / "packages.txt").read_text().split("[fuzz]")

        self.assertEqual(2, len(sections))
        self.assertIn("libclang-rt-14-dev", sections[1])


if __name__ == "__main__":
    unittest.main()
