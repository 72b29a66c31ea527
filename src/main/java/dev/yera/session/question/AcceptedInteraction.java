package dev.yera.session.question;

import java.time.Instant;

/** An accepted interaction with its time. */
public record AcceptedInteraction(Interaction interaction, Instant acceptedAt) {}
