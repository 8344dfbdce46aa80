// Copyright the Chalk Credential Operator authors.
// SPDX-License-Identifier: Apache-2.0
package ai.chalk.credentials.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lists objects from the API server page by page, so that memory does not grow with their number. */
public final class PagedList {

    private static final long SIZE = 500;

    private PagedList() {}

    /** Passes on every object of a list, as of the time when the first page was read. */
    public static <T extends HasMetadata> void each(
            Function<ListOptions, ? extends KubernetesResourceList<T>> list, Consumer<T> consumer) {
        Optional<String> next = Optional.of("");
        while (next.isPresent()) {
            var page = list.apply(new ListOptionsBuilder()
                    .withLimit(SIZE)
                    .withContinue(next.get().isEmpty() ? null : next.get())
                    .build());
            page.getItems().forEach(consumer);
            next = Optional.ofNullable(page.getMetadata().getContinue()).filter(text -> !text.isEmpty());
        }
    }
}
