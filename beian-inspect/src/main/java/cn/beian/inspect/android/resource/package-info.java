/** The resource table and XML documents, in binary form and in protocol buffers. */
@NullMarked
package cn.beian.inspect.android.resource;

import org.jspecify.annotations.NullMarked;
