LocalDate day = datePicker("Which day?", LocalDate.of(2026, 12, 1));
