Upload report = upload("Report", q -> q.accept(".csv", "image/*").maxBytes(1_000_000));
List<Upload> pictures = uploadMany("Pictures", "image/*");
