package cn.beian.inspect.webapp.project;

import cn.beian.facts.Locator;

/**
 * A page that the configuration lists.
 *
 * @param route by which it is called
 * @param view name of its view
 * @param title of the navigation bar; empty where none is stated
 * @param titleAt where the title is stated
 */
public record Page(String route, String view, String title, Locator titleAt) {}
