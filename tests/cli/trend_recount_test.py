"""`trend` against a brute-force recount of random trends from the files themselves (recount.py).

Words and phrases are looked up in the raw files; which passages state a practice is what `export`
says. On data/sample and, where ../shared is there, on 1,359 real snapshots of 197 sites, of which
290 trends are recounted in about 30 seconds, some 210 of them of words and phrases.
"""

import random
import subprocess
import unittest
from collections import defaultdict

import recount
from smallprint import INDEX_PROGRAM, SAMPLE, SHARED_CORPUS, CliTest, environment

SAMPLE_TRENDS = 60
DEV_TRENDS = 290
DEV_ARCHIVE = SHARED_CORPUS / "archive-dev.tar.zst"
UNITS = ("site", "policy", "snapshot")
LENGTHS = ("half-year", "year")
KINDS = ("plain", "compare", "panel", "cut")
TOLERANCE = 1e-9


class PublishedIntervals(unittest.TestCase):
    """The recount's own formulas against the papers that state them, to four digits."""

    def assert_interval(self, expected, estimate):
        self.assertEqual(expected, tuple(round(value, 4) for value in estimate[1:]))

    def test_wilson(self):
        # R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 3.
        for proportion, expected in (((81, 263), (.2553, .3662)), ((15, 148), (.0624, .1605)),
                                     ((0, 20), (.0000, .1611)), ((1, 29), (.0061, .1718))):
            self.assert_interval(expected, recount.wilson(*proportion))

    def test_difference_of_independent_proportions(self):
        # The same volume, 873-890, table II, method 10.
        for first, second, expected in (((56, 70), (48, 80), (.0524, .3339)), ((5, 56), (0, 29), (-.0381, .1926)),
                                        ((9, 10), (3, 10), (.1705, .8090))):
            self.assert_interval(expected, recount.independent_difference(first, second))

    def test_difference_of_paired_proportions(self):
        # The same volume, 2635-2650, table III, method 10.
        for table, expected in (((36, 12, 2, 0), (.0569, .3404)), ((18, 12, 2, 18), (.0562, .3290)),
                                ((0, 30, 0, 0), (.8395, 1.0000))):
            self.assert_interval(expected, recount.paired_difference(*table))


class Archive:
    """The captures of an archive and what can be asked of it: (arguments, matching captures)."""

    def __init__(self, captures, passages):
        self.captures = captures
        self.sites = sorted({capture.site for capture in captures})
        self.dates = sorted(capture.date for capture in captures)
        self.words = recount.askable_words(captures, least=2)
        self.pairs = recount.askable_pairs(captures, least=2)
        self.practices = practices_of(captures, passages)

    def word(self, choose):
        word = choose.choice(self.words)
        return [f"exact:{word}"], {capture for capture in self.captures if word in capture.words}

    def phrase(self, choose):
        pair = choose.choice(self.pairs)
        return [f'exact:"{pair}"'], {capture for capture in self.captures if pair in capture.pairs}

    def practice(self, choose):
        name = choose.choice(sorted(self.practices))
        return ["--practice", name], self.practices[name]


def practices_of(captures, passages):
    """PRACTICE and PRACTICE/POLARITY -> the captures with a passage that states it. A lifespan is
    so many captures of a site, one after the other from that of its source."""
    of_site = defaultdict(list)
    for capture in sorted(captures, key=lambda one: one.moment):
        of_site[capture.site].append(capture)
    stated = defaultdict(set)
    for passage in passages:
        since = [capture for capture in of_site[passage["site"]]
                 if capture.moment >= passage["source"]["timestamp"]]
        having = since[:passage["lifespan"]["snapshots"]]
        for practice in passage["practices"]:
            stated[practice["practice"]].update(having)
            if practice["polarity"]:
                stated[f"{practice['practice']}/{practice['polarity']}"].update(having)
    return dict(stated)


class RecountTest(CliTest):
    def assert_recounts(self, captures, seed, number):
        archive = Archive(captures, self.search("export").json_lines)
        choose = random.Random(seed)
        kinds = [KINDS[i % len(KINDS)] for i in range(number)]
        for kind in kinds:
            self.assert_one(archive, choose, kind)

    def assert_one(self, archive, choose, kind):
        ask = choose.choice((archive.word, archive.phrase, archive.practice))
        arguments, matching = ask(choose)
        by, unit = choose.choice(LENGTHS), choose.choice(UNITS)
        arguments = arguments + ["--by", by, "--unit", unit]
        questions, observed = [matching], archive.captures
        if kind == "panel":
            begin, end = sorted(choose.sample(archive.dates, 2))
            arguments += ["--panel", f"{begin}..{end}"]
            observed = recount.panel_of(observed, begin, end, by)
        elif choose.random() < 0.5:
            begin, end = sorted(choose.sample(archive.dates, 2))
            arguments += ["--from", begin, "--to", end]
            observed = [capture for capture in observed if begin <= capture.date <= end]
        if kind != "panel" and choose.random() < 0.3:
            sites = choose.sample(archive.sites, choose.randint(1, 9))
            arguments += [argument for site in sites for argument in ("--site", site)]
            observed = [capture for capture in observed if capture.site in sites]
        if kind == "compare":
            (second,), having = choose.choice((archive.word, archive.phrase))(choose)
            arguments += ["--compare", second]
            # The filters hold for both questions, a practice for the passage that has the words.
            if ask == archive.practice:
                return self.assert_one(archive, choose, kind)
            questions.append(having)
        if kind == "cut":
            before, after = sorted(choose.choices(archive.dates, k=2))
            arguments += ["--before", before, "--after", after]
        with self.subTest(arguments=arguments):
            answer = self.search("trend", *arguments, "--format", "json").json
            self.assert_periods(recount.recount(observed, questions, by, unit), answer["periods"])
            if kind == "cut":
                self.assert_cut(observed, questions, unit, (before, after), answer["cut"])
            if kind == "panel":
                self.assertEqual(len({capture.site for capture in observed}), answer["panel"]["sites"])
        return None

    def assert_estimate(self, expected, printed, *names):
        for name, value in zip(names, expected, strict=True):
            if value is None:
                self.assertIsNone(printed[name])
            else:
                self.assertAlmostEqual(value, printed[name], delta=TOLERANCE, msg=name)

    def assert_periods(self, expected, periods):
        self.assertEqual([(period.name, len(period.observed), len(period.matching[0]), len(period.sites))
                          for period in expected],
                         [(period["period"], period["observed"], period["matching"], period["sites"])
                          for period in periods])
        for period, printed in zip(expected, periods):
            self.assert_estimate(recount.wilson(len(period.matching[0]), len(period.observed)), printed,
                                 "rate", "low", "high")
            if len(period.matching) > 1:
                self.assert_comparison(period, printed)

    def assert_comparison(self, period, printed):
        first, second = period.matching
        both = first & second
        self.assertEqual((len(second), len(both)), (printed["matching_2"], printed["matching_both"]))
        self.assert_estimate(recount.wilson(len(second), len(period.observed)), printed,
                             "rate_2", "low_2", "high_2")
        self.assert_estimate(
            recount.paired_difference(len(both), len(first - both), len(second - both),
                                      len(period.observed - first - second)),
            printed, "difference", "difference_low", "difference_high")
        ratio = len(first) / len(second) if first and second else None
        self.assert_estimate([ratio], printed, "risk_ratio")

    def assert_cut(self, captures, questions, unit, days, cut):
        before = recount.gather([one for one in captures if one.date < days[0]], questions, unit, "before")
        after = recount.gather([one for one in captures if one.date >= days[1]], questions, unit, "after")
        for side in (before, after):
            printed = cut[side.name]
            self.assertEqual((len(side.observed), len(side.matching[0]), len(side.sites)),
                             (printed["observed"], printed["matching"], printed["sites"]))
            self.assert_estimate(recount.wilson(len(side.matching[0]), len(side.observed)), printed,
                                 "rate", "low", "high")
        self.assert_estimate(
            recount.independent_difference((len(after.matching[0]), len(after.observed)),
                                           (len(before.matching[0]), len(before.observed))),
            cut["independent"], "difference", "difference_low", "difference_high")
        units = before.observed & after.observed
        now, then = after.matching[0] & units, before.matching[0] & units
        table = (len(now & then), len(now - then), len(then - now), len(units - now - then))
        self.assertEqual(table, tuple(cut["paired"][name]
                                      for name in ("both", "after_only", "before_only", "neither")))
        self.assert_estimate(recount.paired_difference(*table), cut["paired"],
                             "difference", "difference_low", "difference_high")


class SampleRecount(RecountTest):
    def test_random_trends_equal_a_recount_of_the_files(self):
        self.build(SAMPLE)
        captures = recount.read_captures(SAMPLE)
        self.assertGreater(len(captures), 100)
        self.assert_recounts(captures, seed=1, number=SAMPLE_TRENDS)


@unittest.skipUnless(DEV_ARCHIVE.is_file(), "no ../shared/corpus/archive-dev.tar.zst")
class DevRecount(RecountTest):
    """On real policies."""

    def test_random_trends_equal_a_recount_of_the_files(self):
        self.archive.mkdir()
        subprocess.run(["tar", "--zstd", "-xf", DEV_ARCHIVE, "-C", self.archive], check=True)
        with subprocess.Popen([INDEX_PROGRAM, "build", self.archive, "--labeler", "rules",
                               "--index", self.index], env=environment(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
            captures = recount.read_captures(self.archive)
        self.assertEqual(0, build.returncode)
        self.assertGreater(len(captures), 1000)
        self.assert_recounts(captures, seed=2, number=DEV_TRENDS)


if __name__ == "__main__":
    unittest.main()
