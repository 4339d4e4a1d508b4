package org.omnigraph.state.store;

import java.util.List;

/// What stands below a prefix below which there should be objects only.
///
/// @param objects as [ObjectStore#list] gives them
/// @param strays what is no object, by its name below the store's root, sorted: folders, links, pipes, names that no
///     object can have. Nobody but a person puts such a thing there.
public record Survey(List<ListedObject> objects, List<String> strays) {
    public Survey {
        objects = List.copyOf(objects);
        strays = List.copyOf(strays);
    }
}
