package cn.beian.cli.planted.here;

import cn.beian.cli.planted.there.PlantedThere;

/** Half of a cycle that the architecture test must detect. */
public record PlantedHere(PlantedThere other) {}
