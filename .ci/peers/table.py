"""Counts and quartiles of every item by country, with pandas, for measuring
only: python3 table.py FILE.jsonl|FOLDER OUT.csv ITEM,ITEM,... Reads the values
alone; json of the standard library reads lines several times as fast as
pandas.read_json, and one array for all values is what pandas is fast with."""
import json
import os
import sys

import numpy
import pandas


def texts(source):
    if os.path.isdir(source):
        for folder, _, names in os.walk(source):
            for name in names:
                with open(os.path.join(folder, name), "rb") as f:
                    yield f.read()
    else:
        with open(source, "rb") as f:
            yield from f


source, out, items = sys.argv[1], sys.argv[2], sys.argv[3].split(",")
none = {}
countries, values = [], []
block, blocks = [], []
for text in texts(source):
    assessment = json.loads(text)
    countries.append(assessment["frame"]["country"])
    responses = assessment["responses"]
    block.append([responses.get(item, none).get("value") for item in items])
    if len(block) == 10000:
        blocks.append(numpy.array(block, dtype=numpy.float32))
        block = []
if block:
    blocks.append(numpy.array(block, dtype=numpy.float32))
groups = pandas.DataFrame(numpy.concatenate(blocks), columns=items).groupby(pandas.Categorical(countries))
n = groups.count()
quartiles = groups.quantile([0.25, 0.5, 0.75]).unstack()
with open(out, "w") as f:
    for country in n.index:
        for item in items:
            q = quartiles.loc[country, item]
            f.write(f"{country},{item},{n.loc[country, item]},{q[0.25]:g},{q[0.5]:g},{q[0.75]:g}\n")
