"""Monday, 13 December 2021, 11:40 in Seoul."""
import datetime


def moment(text):
    """Unix seconds of a time as the tool writes it."""
    return int(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def day(date):
    """Unix seconds of the midnight with which a day begins, in UTC."""
    return moment(f"{date}T00:00:00Z")


NOON = moment("2021-12-13T02:40:00Z")
