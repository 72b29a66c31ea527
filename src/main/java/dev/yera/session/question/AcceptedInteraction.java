package dev.yera.session.question;

import java.time.Instant;

/** An interaction, and when it was accepted. */
public record AcceptedInteraction(Interaction interaction, Instant acceptedAt) {}
