"""The protocol: how a program answers, and how it fails."""
from ..registry import wrong


@wrong("CONF-1")
def answers_twice(verifier):
    """Each answer to `verify` is said twice."""
    verifier.swap("protocol", '        outgoing.write(session.answer(line).encode("ascii") + b"\\n")', (
        '        outgoing.write((session.answer(line).encode("ascii") + b"\\n") * (1 + (b" verify " in line)))'))


@wrong("CONF-1 SEC-5", is_silent=True)
def says_nothing_to_what_is_malformed(verifier):
    """A pass that is malformed has no answer."""
    verifier.swap("protocol", '        outgoing.write(session.answer(line).encode("ascii") + b"\\n")', (
        '        answer = session.answer(line)\n'
        '        if " rejected malformed " in answer:\n            continue\n'
        '        outgoing.write(answer.encode("ascii") + b"\\n")'))


@wrong("CONF-2", is_silent=True)
def answers_the_last_request_first(verifier):
    """The answer to `verify` is said behind that of the next request."""
    verifier.swap("protocol", "    session = Session()", "    session, waiting = Session(), []")
    verifier.swap("protocol", '        outgoing.write(session.answer(line).encode("ascii") + b"\\n")', (
        '        waiting.insert(0, session.answer(line).encode("ascii") + b"\\n")\n'
        '        if b" verify " in line:\n            continue\n'
        '        outgoing.write(b"".join(waiting))\n'
        "        waiting.clear()"))


@wrong("CONF-3")
def answers_at_length(verifier):
    """An answer repeats the input behind it, over and over."""
    verifier.swap("protocol", '        outgoing.write(session.answer(line).encode("ascii") + b"\\n")', (
        '        answer = session.answer(line)\n'
        '        if " rejected malformed " in answer:\n            answer += " " + "00" * (1 << 21)\n'
        '        outgoing.write(answer.encode("ascii") + b"\\n")'))


@wrong("CONF-4", is_silent=True)
def keeps_answers_back(verifier):
    """Answers are written when there are many, which there are not while the runner waits."""
    verifier.swap("protocol", "    session = Session()", "    session, kept = Session(), bytearray()")
    verifier.swap(
        "protocol", '        outgoing.write(session.answer(line).encode("ascii") + b"\\n")\n        outgoing.flush()', (
        '        kept += session.answer(line).encode("ascii") + b"\\n"\n'
        '        if b" hello " in line or len(kept) > 1 << 16:\n'
        "            outgoing.write(kept)\n            outgoing.flush()\n            kept.clear()\n"
        "    outgoing.write(kept)"))


@wrong("CONF-5")
def ends_with_a_failure(verifier):
    """The program ends with exit code 1 when its input ends."""
    verifier.swap("protocol", "        outgoing.flush()", "        outgoing.flush()\n    raise SystemExit(1)")


@wrong("SEC-5 PASS-1 TRUST-19")
def crashes_at_an_empty_input(verifier):
    """An input of no byte ends the program."""
    verifier.swap("opening", 'stop_unless(len(raw) > 0, "malformed")', "len(raw) > 0 or __import__('os')._exit(1)")


@wrong("SEC-5 CLAIM-1")
def crashes_at_what_is_malformed(verifier):
    """A claim that passes the pass's end ends the program."""
    verifier.swap("octets", 'require(size <= self.left, "the bytes end inside a field")', (
        "size <= self.left or __import__('os')._exit(1)"))


@wrong("SEC-5 BASE-7")
def crashes_at_text_that_is_no_utf_8(verifier):
    """Bytes that are no UTF-8 are an error that nobody catches."""
    verifier.swap("wording", "    except UnicodeDecodeError:\n        return False", (
        "    except ZeroDivisionError:\n        return False"))


@wrong("SEC-5 CLAIM-6")
def crashes_at_a_year_that_its_calendar_lacks(verifier):
    """The year 0, which the calendar's library does not know, is an error that nobody catches."""
    verifier.swap("dates", "    if not 1 <= year <= 9999:\n        return None\n", "")


@wrong("SEC-5 PASS-2", is_silent=True)
def hangs_at_a_lifetime_of_0(verifier):
    """A pass of no lifetime makes a loop that does not end."""
    verifier.swap("passes", 'require(lifetime >= 1, "PASS-2: the lifetime is 0")', "while lifetime == 0:\n        pass")
