day = date_picker("Which day?", datetime.date(2026, 12, 1))
