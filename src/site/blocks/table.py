table([{"city": "Rome", "people": 2_800_000}, {"city": "Oslo", "people": 700_000}])
