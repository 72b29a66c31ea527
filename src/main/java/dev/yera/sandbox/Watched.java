package dev.yera.sandbox;

import java.util.Optional;

/**
 * A session of which is measured what it uses.
 *
 * @param leader the first of its processes, and the group's number
 * @param home its folders
 * @param group the control group that its processes are in, if there is one
 * @param limits what it may use
 */
public record Watched(long leader, Home home, Optional<ControlGroup> group, Limits limits) {}
