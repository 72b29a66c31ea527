ChatMessage said = chatInput(q -> q.placeholder("Ask me").accept("image/*"));
