"""`history`: changes between captures against what `show` prints of each, and `--diff`."""

import unittest

from smallprint import (SHARED_CORPUS, CliTest, SampleTest, as_documented, documented_runs,
                        smallprint_index, write_snapshot)

MINI = SHARED_CORPUS / "archive-mini"
SHARING = "third-party-sharing-collection"
SHARED = "We share your email address and your name with third parties of many kinds."
NOT_SHARED = "We do not share your email address or your name with third parties of any kind."
WEATHER = "The weather has been fine today in our town, and it will stay so tomorrow."


STRUCTURAL = ("introductory-generic", "privacy-contact-information")


class Replay(SampleTest):
    """Events from the first capture on give the passages of every later one, and tell what the
    statements that `show` prints of it have more or fewer than those of the capture before."""

    def shown(self, policy, capture, index):
        """Passage ids, and practices with their polarities, of a capture that is the last of its day."""
        shown = self.search("show", f"{policy}@{capture['date']}", "--format", "json", index=index).json
        self.assertEqual(capture["timestamp"], shown["timestamp"])
        stated = {(one["practice"], one["polarity"]) for passage in shown["passages"]
                  for one in passage["practices"] if one["practice"] not in STRUCTURAL}
        return {passage["passage_id"] for passage in shown["passages"]}, stated

    def replay(self, policy, events, index):
        """Compares each capture that `show` can name; returns how many captures there are."""
        passages = {passage["passage_id"] for passage in policy["first_passages"]}
        stated = None
        days = [capture["date"] for capture in policy["captures"]]
        for number, capture in enumerate(policy["captures"]):
            by_kind = {}
            for event in events:
                if event["timestamp"] == capture["timestamp"]:
                    is_practice = event["practice"] is not None
                    what = (event["practice"], event["polarity"]) if is_practice else event["passage_id"]
                    of_kind = by_kind.setdefault((is_practice, event["event"]), set())
                    self.assertNotIn(what, of_kind)
                    of_kind.add(what)
            if number == 0:
                self.assertEqual({}, by_kind)
            gone, come = (by_kind.get((False, event), set()) for event in ("disappeared", "appeared"))
            self.assertLessEqual(gone, passages)
            self.assertFalse(come & passages)
            passages = (passages - gone) | come
            if days.count(capture["date"]) > 1:
                stated = None  # of captures of one day, `show` names the last
                if capture["date"] in days[number + 1:]:
                    continue
            shown_passages, shown_stated = self.shown(policy["policy"], capture, index)
            self.assertEqual(shown_passages, passages)
            if stated is not None:
                self.assertEqual(by_kind.get((True, "appeared"), set()), shown_stated - stated)
                self.assertEqual(by_kind.get((True, "disappeared"), set()), stated - shown_stated)
            stated = shown_stated
        return len(days)

    def replay_all(self, index):
        """Returns how many sites, captures and events there were."""
        hits = self.search("", "--from", "1000-01-01", "--limit", "0", "--format", "jsonl", index=index).json_lines
        captures = events = 0
        for site in {hit["site"] for hit in hits}:
            with self.subTest(site=site):
                answer = self.search("history", site, "--format", "json", index=index).json
                self.assert_valid("history", answer)
                events += len(answer["events"])
                for policy in answer["policies"]:
                    of_policy = [event for event in answer["events"] if event["policy"] == policy["policy"]]
                    captures += self.replay(policy, of_policy, index)
        return len({hit["site"] for hit in hits}), captures, events

    def test_every_site_of_the_sample(self):
        sites, captures, events = self.replay_all(self.index)

        status = smallprint_index("status", "--index", self.index, "--format", "json").json
        self.assertEqual((status["sites"], status["snapshots"]), (sites, captures))
        self.assertGreater(events, 100)

    def test_every_site_of_archive_mini(self):
        if not MINI.is_dir():
            self.skipTest("skipped: ../shared/corpus/archive-mini is not there")
        index = self.folder / "mini.index"
        self.assert_code(0, smallprint_index("build", MINI, "--index", index))
        sites, captures, events = self.replay_all(index)

        status = smallprint_index("status", "--index", index, "--format", "json").json
        self.assertEqual((status["sites"], status["snapshots"]), (sites, captures))


class Page(SampleTest):
    def test_prints_what_the_documentation_shows(self):
        runs = documented_runs("history.md")

        self.assertEqual(2, len(runs))
        for command, output in runs:
            with self.subTest(command=command):
                self.assertEqual(output, as_documented(self.search(*command[1:]).out))


class Events(CliTest):
    def setUp(self):
        super().setUp()
        for date, body in (("2010-03-10", f"{SHARED}\n\n{WEATHER}"), ("2010-09-10", WEATHER),
                           ("2012-08-10", f"{WEATHER}\n\n{NOT_SHARED}")):
            write_snapshot(self.archive, "a.example", date, body)
        self.build()

    def history(self, *arguments):
        answer = self.search("history", "a.example", *arguments, "--format", "json").json
        self.assert_valid("history", answer)
        return answer

    def test_passages_and_practices_come_and_go(self):
        answer = self.history()

        self.assertEqual(["2010-03-10", "2010-09-10", "2012-08-10"], answer["snapshots"])
        self.assertEqual([SHARED, WEATHER],
                         [one["text"] for one in answer["policies"][0]["first_passages"]])
        self.assertEqual(
            [("2010-09-10", "disappeared", SHARING, "performed", SHARED, []),
             ("2010-09-10", "disappeared", None, None, SHARED, []),
             ("2012-08-10", "appeared", SHARING, "denied", NOT_SHARED, ["2011_A", "2011_B", "2012_A"]),
             ("2012-08-10", "appeared", None, None, NOT_SHARED, ["2011_A", "2011_B", "2012_A"])],
            [(event["date"], event["event"], event["practice"], event["polarity"], event["text"],
              event["not_observed"]) for event in answer["events"]])

    def test_both_sides_have_their_evidence(self):
        write_snapshot(self.archive, "a.example", "2013-01-10", SHARED)
        self.build()
        events = [event for event in self.history("--from", "2012-01-01")["events"] if event["practice"]]

        self.assertEqual([("disappeared", "denied"), ("appeared", "performed")],
                         [(event["event"], event["polarity"]) for event in events])
        for event in events:
            self.assertEqual([("denied", NOT_SHARED)], [(one["polarity"], one["evidence"])
                                                        for one in event["before"]["statements"]])
            self.assertEqual([("performed", SHARED)], [(one["polarity"], one["evidence"])
                                                       for one in event["after"]["statements"]])
        self.assertEqual(("stated", "not stated"), (events[0]["before"]["state"], events[0]["after"]["state"]))
        self.assertEqual(("not stated", "stated"), (events[1]["before"]["state"], events[1]["after"]["state"]))

    def test_what_was_not_observed_is_not_said_to_be_not_stated(self):
        policy = self.history()["policies"][0]

        self.assertEqual(["2010_A", "2010_B", "2011_A", "2011_B", "2012_A", "2012_B"],
                         [period["period"] for period in policy["periods"]])
        none = "not observed"
        self.assertEqual([("performed", ["stated", "not stated", none, none, none, "not stated"]),
                          ("denied", ["not stated", "not stated", none, none, none, "stated"])],
                         [(one["polarity"], one["states"]) for one in policy["practices"]])

    def test_practice_query_and_days_restrict(self):
        self.assertEqual([("disappeared", "performed"), ("disappeared", None)],
                         [(event["event"], event["polarity"])
                          for event in self.history("--practice", f"{SHARING}/performed")["events"]])
        self.assertEqual([], self.history("weather")["events"])
        self.assertEqual(4, len(self.history("share")["events"]))
        cut = self.history("--from", "2010-09-01")
        self.assertEqual(["2010-09-10", "2012-08-10"], cut["snapshots"])
        self.assertEqual({"2012-08-10"}, {event["date"] for event in cut["events"]})
        self.search("history", "a.example", "--to", "2000-01-01", code=66)

    def test_text(self):
        text = self.search("history", "a.example").out

        for part in ("a.example: 3 snapshots, 2010-03-10 to 2012-08-10; 2 passages in the first",
                     f"{SHARING}/performed", "|#-   -|", "|--   #|",
                     "2012-08-10, after 2010-09-10; 2011_A to 2012_A not observed",
                     f"+ practice {SHARING}/denied appeared", "before: not stated",
                     f"- practice {SHARING}/performed disappeared"):
            self.assertIn(part, text)
        self.assertIn("2 passages in the first", text)
        weather = self.search("history", "a.example", "weather").out
        self.assertIn("1 passage in the first\n\nnothing changed\n", weather)
        self.assertIn("0 passages in the first\n\nno passage of these snapshots matches\n",
                      self.search("history", "a.example", "qqxnothing").out)

    def test_text_gives_the_evidence_of_a_practice_once(self):
        write_snapshot(self.archive, "a.example", "2013-01-10", SHARED)
        self.build()
        text = self.search("history", "a.example", "--from", "2012-01-01").out

        self.assertIn(f"- practice {SHARING}/denied disappeared\n+ practice {SHARING}/performed appeared\n"
                      f"    before: {SHARING}/denied", text)
        self.assertEqual(1, text.count("before:"))
        self.assertEqual(1, text.count("after:"))

    def test_diff_holds_both_captures(self):
        answer = self.search("history", "a.example", "--diff", "2010-03-10..2012-08-10", "--format",
                             "json").json
        self.assert_valid("diff", answer)
        self.assertEqual({"kept": 1, "removed": 1, "added": 1, "moved": 0}, answer["counts"])
        for end, expected in (("from", [SHARED, WEATHER]), ("to", [WEATHER, NOT_SHARED])):
            sentences = [one for one in answer["sentences"] if one[end] is not None]
            self.assertEqual(expected, [one["text"] for one in sorted(sentences, key=lambda one: one[end])])
        text = self.search("history", "a.example", "--diff", "2012-08-10..2010-03-10").out
        self.assertIn(f" +  {SHARED}\n    {WEATHER}\n", text)
        self.assertIn(" -  We do not share", text)

    def test_moved_sentences_are_neither_removed_nor_added(self):
        terms = "These are the terms of our town."
        write_snapshot(self.archive, "b.example", "2010-03-10",
                       f"# P\n\n## One\n\n{SHARED} {terms}\n\n## Two\n\n{WEATHER}")
        write_snapshot(self.archive, "b.example", "2011-03-10",
                       f"# P\n\n## Two\n\n{WEATHER} {SHARED}\n\n## One\n\n{terms}")
        self.build()
        days = ("--diff", "2010-03-10..2011-03-10")
        answer = self.search("history", "b.example", *days, "--format", "json").json

        self.assert_valid("diff", answer)
        self.assertEqual((0, 0), (answer["counts"]["removed"], answer["counts"]["added"]))
        self.assertEqual(answer["counts"]["moved"],
                         sum(one["change"] == "moved" for one in answer["sentences"]))
        moved = [one for one in answer["sentences"] if one["text"] == SHARED]
        self.assertEqual(1, len(moved))
        text = self.search("history", "b.example", *days).out
        for kept_or_moved in (SHARED, WEATHER, terms):
            self.assertRegex(text, rf"(?m)^ [ ~]  {kept_or_moved}$")
        self.assertNotRegex(text, "(?m)^ [-+]  ")

    def test_diff_of_days_without_a_capture(self):
        self.assertIn("the nearest: 2010-03-10 and 2010-09-10",
                      self.search("history", "a.example", "--diff", "2010-04-01..2012-08-10", code=66).err)
        for arguments in (("a.example", "--diff", "2010-03-10"),
                          ("a.example", "share", "--diff", "2010-03-10..2012-08-10"),
                          ("a.example", "--diff", "2010-03-10..2012-08-10", "--from", "2010-03-10")):
            with self.subTest(arguments=arguments):
                self.search("history", *arguments, code=64)

    def test_refusals(self):
        self.assertIn("no such site", self.search("history", "qqx.test", code=66).err)
        for arguments in ((), ("a.example", "share", "email"), ("a.example", "--site", "a.example"),
                          ("a.example", "--as-of", "2010-03-10"), ("a.example", "--format", "csv")):
            with self.subTest(arguments=arguments):
                self.search("history", *arguments, code=64)


if __name__ == "__main__":
    unittest.main()
