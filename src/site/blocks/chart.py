chart({"title": "Rain", "width": 120, "height": 60,
       "data": {"values": [{"day": 1, "rain": 4}, {"day": 2, "rain": 7}]},
       "mark": "point", "encoding": {"x": {"field": "day", "type": "ordinal"}, "y": {"field": "rain", "type": "quantitative"}}})
