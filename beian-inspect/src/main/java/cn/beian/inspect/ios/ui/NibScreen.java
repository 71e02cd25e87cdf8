package cn.beian.inspect.ios.ui;

import cn.beian.facts.Origin;

/**
 * Where what a nib shows belongs.
 *
 * @param name of the screen; empty where it is not known
 * @param owner class that the nib calls its owner, or the controller of the scene; empty where not
 *     known
 * @param entry path in the package
 * @param table name of the tables of texts that translate it, like {@code Main}
 * @param origin whose content it is
 */
record NibScreen(String name, String owner, String entry, String table, Origin origin) {}
