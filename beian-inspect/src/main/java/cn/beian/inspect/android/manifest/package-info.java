/** What the manifest, the network security configuration and classes named in XML say. */
@NullMarked
package cn.beian.inspect.android.manifest;

import org.jspecify.annotations.NullMarked;
