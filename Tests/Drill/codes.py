"""The bad codes, made as whoever makes them could: of others' passes, with a forger's keys, by changing bytes."""
from people import BAD, HOLDERS
from tool import Failure

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:"
TAG = slice(1, 5)
KEY_NUMBER = slice(5, 8)
PRESENTED_AT = slice(1, 6)
PASS_IN_CODE = slice(7, -64)


def decode(text):
    """The bytes of a text."""
    digits = [DIGITS.index(digit) for digit in text.removeprefix("MP1:")]
    content = bytearray()
    for start in range(0, len(digits), 3):
        group, value = digits[start:start + 3], 0
        for digit in group:
            value = 41 * value + digit
        content += value.to_bytes(len(group) - 1, "big")
    return bytes(content)


def encode(content):
    text = "MP1:"
    for start in range(0, len(content), 2):
        pair = content[start:start + 2]
        value, group = int.from_bytes(pair, "big"), ""
        for _ in range(len(pair) + 1):
            value, digit = divmod(value, 41)
            group = DIGITS[digit] + group
        text += group
    return text


def changed(text, place, content):
    whole = bytearray(decode(text))
    whole[place] = content
    return encode(whole)


def altered(text, random):
    """The text with one bit of the pass's signature flipped."""
    whole = bytearray(decode(text))
    whole[random.randrange(len(whole) - 64, len(whole))] ^= 1 << random.randrange(8)
    return encode(whole)


def make(country, wallets, foreign, random):
    """The texts of each group of bad codes, by name."""
    paper, phones = texts(country, "paper"), texts(country, "phone")
    tag, key = decode(paper[0])[TAG], decode(paper[0])[KEY_NUMBER]
    forged = iter(foreign)

    def ours(name, number):
        """Passes of the forger's own domain, dressed as ours."""
        return [changed(changed(next(forged), TAG, tag), KEY_NUMBER, number) for _ in range(size(name))]

    def code(name, ago=0):
        """Codes that phones made so many seconds ago."""
        return wallets.show("phone", phones[:size(name)], phone=-ago)

    thiefs, = wallets.show("phone", phones[:1])
    now = decode(thiefs)[PRESENTED_AT]
    made = {
        "altered digit": [altered(text, random) for text in paper[:size("altered digit")]],
        "forger's key": ours("forger's key", key),
        "key never listed": ours("key never listed", b"\xff\xff\xff"),
        "another country's": [next(forged) for _ in range(size("another country's"))],
        "photograph of a pass": phones[:size("photograph of a pass")],
        # The thief has a bound pass too, and puts the victims' into the code that his own phone makes.
        "in another's code": [changed(thiefs, PASS_IN_CODE, decode(text))
                              for text in phones[1:][:size("in another's code")]],
        "time moved on": [changed(text, PRESENTED_AT, now) for text in code("time moved on", ago=600)],
        "code of 10 min ago": code("code of 10 min ago", ago=600),
        "code of 2 h ago": code("code of 2 h ago", ago=7_200),
    }
    for group in BAD:
        if group.name in country.passes:
            made[group.name] = texts(country, group.name)
        if len(made[group.name]) != group.count:
            raise Failure(f"{len(made[group.name])} codes of the kind {group.name}, not {group.count}")
    return made


def shown(country, wallets):
    """The texts that valid holders show at noon, by group: paper as it is, phones a code that they just made."""
    return {group.name: texts(country, group.name) if group.phone is None
            else wallets.show(group.name, texts(country, group.name), phone=group.phone) for group in HOLDERS}


def texts(country, name):
    return [made["text"] for made in country.passes[name]]


def size(name):
    return next(group.count for group in BAD if group.name == name)
