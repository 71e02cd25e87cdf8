/** What readers of several families say alike: whose code it is, texts and addresses. */
@NullMarked
package cn.beian.inspect.shared;

import org.jspecify.annotations.NullMarked;
