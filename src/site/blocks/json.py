json_value({"trips": ["Oslo", "Rome"]})
