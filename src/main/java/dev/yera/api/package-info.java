/** The HTTP interface: resources, JSON, and problems for refusals. Must not depend on processes. */
package dev.yera.api;
