/** Of which components a package is made, as CycloneDX; from facts alone. */
@NullMarked
package cn.beian.report.sbom;

import org.jspecify.annotations.NullMarked;
