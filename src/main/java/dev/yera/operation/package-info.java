/**
 * What an operator sees and does: metrics, the audit log, what is sent in for support, and the
 * description of the API. It observes what the other packages publish, and none of them knows it.
 */
package dev.yera.operation;
