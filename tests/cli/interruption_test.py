"""Interrupted and killed builds: the published index stays in force, and the next run cleans up."""

import random
import shutil
import signal
import subprocess
import time
import unittest

import smallprint
from smallprint import INDEX_PROGRAM, CliTest, environment, write_snapshot

SITES = 200
CAPTURES = 10
KILLS = 30
WORDS = ("we collect share disclose your email address location cookies with third parties partners "
         "advertisers only unless required by law consent retain delete security children").split()


def write_archive(archive):
    """2,000 small snapshots; the same ones at every run."""
    chance = random.Random(1)
    for site in range(SITES):
        for capture in range(CAPTURES):
            paragraphs = [" ".join(chance.choices(WORDS, k=40)) + "." for _ in range(4)]
            write_snapshot(archive, f"site-{site:03}.example", f"{2005 + capture}-06-15",
                           "# Privacy\n\n" + "\n\n".join(paragraphs))


class InterruptionTest(CliTest):
    def setUp(self):
        super().setUp()
        write_archive(self.archive)
        started = time.monotonic()
        self.build()
        self.seconds = time.monotonic() - started
        self.answer = self.ask()

    def ask(self):
        return self.search("shares location with third parties", "--format", "json", "--limit", "50").stdout

    def start_rebuild(self):
        return subprocess.Popen([INDEX_PROGRAM, "build", self.archive, "--full", "--index", self.index],
                                env=environment(), stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def assert_next_run_cleans_up(self):
        self.build("--full")

        self.assertEqual([], smallprint.leftovers(self.index))
        self.assertIn(smallprint.current(self.index), smallprint.generations(self.index))
        self.assertEqual(self.answer, self.ask())


class Signals(InterruptionTest):
    def wait_until_it_works(self, program):
        """Until a rebuild holds the lock: from then on it answers signals itself."""
        deadline = time.monotonic() + 30
        while program.poll() is None and time.monotonic() < deadline:
            if (self.index / "lock").read_text() == f"{program.pid}\n":
                return

    def assert_signal_ends_with(self, number, code, message):
        for _ in range(20):  # a run may end before the signal arrives
            before = smallprint.current(self.index)
            with self.start_rebuild() as program:
                self.wait_until_it_works(program)
                program.send_signal(number)
                said = program.stderr.read().decode()
                returned = program.wait(timeout=60)
            if returned != 0:
                break
        self.assertEqual(code, returned, said)
        self.assertIn(message, said)
        self.assertEqual(before, smallprint.current(self.index))
        self.assertEqual(self.answer, self.ask())
        self.assert_next_run_cleans_up()

    def test_interrupt_ends_with_130_and_leaves_the_index_as_it_was(self):
        self.assert_signal_ends_with(signal.SIGINT, 130, "interrupted; the published index is as it was")

    def test_termination_ends_with_143_and_leaves_the_index_as_it_was(self):
        self.assert_signal_ends_with(signal.SIGTERM, 143, "terminated; the published index is as it was")

    def test_interrupted_first_build_leaves_no_index(self):
        self.index = self.folder / "first.index"
        for _ in range(20):
            with subprocess.Popen([INDEX_PROGRAM, "build", self.archive, "--index", self.index],
                                  env=environment(), stderr=subprocess.DEVNULL) as program:
                while program.poll() is None and not (self.index / "lock").exists():
                    pass
                program.send_signal(signal.SIGINT)
                if program.wait(timeout=60) == 130:
                    break
            smallprint.run("rm", "-r", self.index)

        self.assertFalse((self.index / "CURRENT").exists())
        self.search("email", code=69)
        self.build()
        self.assertEqual(self.answer, self.ask())


class BetweenTheLastTwoRenames(CliTest):
    """A run that was cut off when its generation had its name and CURRENT did not have it yet."""

    def setUp(self):
        super().setUp()
        write_snapshot(self.archive, "a.example", "2013-02-13", "# Privacy\n\nWe share your email address.")
        self.build()
        self.build("--full")

    def test_the_next_run_removes_the_generation_and_keeps_those_before(self):
        shutil.copytree(self.index / "gen-000002", self.index / "gen-000003")

        self.build()

        self.assertEqual(["gen-000001", "gen-000002"], smallprint.generations(self.index))
        self.assertEqual("gen-000002", smallprint.current(self.index))
        self.search("email", "--fail-if-empty")

    def test_without_a_current_that_can_be_trusted_nothing_is_removed(self):
        for current in ("nonsense\n", "gen-000000\n"):
            with self.subTest(current=current):
                before = smallprint.generations(self.index)
                (self.index / "CURRENT").write_text(current)

                self.build("--keep", "9")

                self.assertLessEqual(set(before), set(smallprint.generations(self.index)))


class Kill(InterruptionTest):
    def test_killed_at_any_moment_the_index_answers_and_the_next_run_ends_well(self):
        chance = random.Random(20130213)
        killed = 0
        for _ in range(KILLS):
            with self.start_rebuild() as program:
                time.sleep(chance.uniform(0, self.seconds))
                program.kill()
                killed += program.wait(timeout=60) == -signal.SIGKILL
            self.assertEqual(self.answer, self.ask())

        self.assertGreater(killed, KILLS // 3, "too few runs were killed before their end")
        self.assert_next_run_cleans_up()


if __name__ == "__main__":
    unittest.main()
