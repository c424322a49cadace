import platform
import sys
import time

import orjson

print(f"Python {platform.python_version()} with orjson {orjson.__version__}", flush=True)

standard = orjson.loads(sys.stdin.buffer.readline())
count = int(sys.stdin.buffer.readline())
audits = [sys.stdin.buffer.readline() for _ in range(count)]

SECTIONS = standard["sections"]
OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE = range(4)
FROM = standard["thresholds"]
MOST_NOT_MET = standard["most_not_met"]
POINTS = {"met": 3, "mostly": 2, "partly": 1, "not-met": 0}
# The least common multiple of all that the weights of a section can come to.
UNIT = 360360


def earned(points, most):
    for grade, threshold in enumerate(FROM):
        if points * 100 >= most * threshold:
            return grade


def grade_of(audit):
    facts, answers = audit["facts"], audit["answers"]
    points = weights = not_met = 0
    essential_not_met = False
    worst = OUTSTANDING
    for weight, fact, criteria in SECTIONS:
        if fact and not facts[fact]:
            continue
        here = of = 0
        missed = False
        for name, counts, essential in criteria:
            level = answers[name]
            if not isinstance(level, str):
                level = level["level"]
            if level == "not-applicable":
                continue
            if level == "not-met":
                not_met += 1
                missed = missed or essential
            here += counts * POINTS[level]
            of += counts
        if not of:
            continue
        grade = earned(here, of * 3)
        if missed:
            essential_not_met = True
            grade = max(grade, REQUIRES_IMPROVEMENT)
        worst = max(worst, grade)
        points += weight * here * (UNIT // of)
        weights += weight
    grade = earned(points, weights * 3 * UNIT)
    if worst == INADEQUATE or essential_not_met:
        grade = max(grade, REQUIRES_IMPROVEMENT)
    elif worst == REQUIRES_IMPROVEMENT:
        grade = max(grade, GOOD)
    if not_met >= MOST_NOT_MET:
        grade = INADEQUATE
    return grade


SHARES = {level: points / 3 for level, points in POINTS.items()}


def floating_score_of(audit):
    facts, answers = audit["facts"], audit["answers"]
    scores = weights = 0
    for weight, fact, criteria in SECTIONS:
        if fact and not facts[fact]:
            continue
        here = of = 0
        for name, counts, _ in criteria:
            level = answers[name]
            if not isinstance(level, str):
                level = level["level"]
            if level != "not-applicable":
                here += counts * SHARES[level]
                of += counts
        if of:
            scores += weight * (here / of)
            weights += weight
    return scores / weights


def floating_grade_of(audit):
    score = floating_score_of(audit)
    for grade, threshold in enumerate(FROM):
        if score >= threshold / 100:
            return grade


for line in sys.stdin:
    how, first, end = line.split()
    judge = grade_of if how == "exact" else floating_grade_of
    some = audits[int(first) : int(end)]
    start = time.perf_counter()
    grades = [judge(orjson.loads(audit)) for audit in some]
    taken = time.perf_counter() - start
    print(taken)
    print("".join(map(str, grades)), flush=True)
