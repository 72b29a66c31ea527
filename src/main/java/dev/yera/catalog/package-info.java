/**
 * The available apps: {@code @App} methods of the deployment, command apps that ship with it, and
 * {@code *.app.json} of the apps folder; their parameters and argument binding. Must not depend on
 * sessions or HTTP.
 */
package dev.yera.catalog;
