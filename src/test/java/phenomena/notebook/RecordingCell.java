package phenomena.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A cell that keeps what it was given. */
final class RecordingCell implements Cell {
    record Output(String verb, String id, Map<String, Object> bundle) {}

    final List<Output> outputs = new ArrayList<>();

    @Override
    public void show(String id, Map<String, Object> bundle) {
        outputs.add(new Output("show", id, bundle));
    }

    @Override
    public void update(String id, Map<String, Object> bundle) {
        outputs.add(new Output("update", id, bundle));
    }

    @Override
    public <T> T stoppable(Supplier<T> work) {
        return work.get();
    }

    Output last() {
        return outputs.get(outputs.size() - 1);
    }
}
