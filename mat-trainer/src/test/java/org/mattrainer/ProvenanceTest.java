/*
 * Copyright (c) 2026 The MatTrainer developers.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.mattrainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceException;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mattrainer.fixture.TinyImages;
import org.mattrainer.fixture.TrainerBuilder;
import org.mattrainer.internal.kernel.KernelProvider;
import org.mattrainer.training.Arithmetic;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;

/** What a model says of its origin. */
class ProvenanceTest {

    @Test
    void versionAndKernelsAreInstanceValues() {
        TrainerProvenance provenance = TrainerBuilder.baseline().build().getProvenance();
        assertEquals(
                MatTrainer.VERSION,
                provenance.getInstanceValues().get("plugin-version").getValue());
        assertEquals(
                KernelProvider.kernels().description(),
                provenance.getInstanceValues().get("kernels").getValue());
        assertEquals(25, provenance.getConfiguredParameters().size());
        assertEquals(
                "Trainer", provenance.getInstanceValues().get("host-short-name").getValue());
    }

    @Test
    void aProvenanceIsRestoredFromItsMap() {
        MatTrainerProvenance provenance =
                (MatTrainerProvenance) TrainerBuilder.mat().build().getProvenance();
        Map<String, Provenance> map = new HashMap<>();
        provenance.forEach(pair -> map.put(pair.getA(), pair.getB()));
        MatTrainerProvenance restored = new MatTrainerProvenance(map);
        assertEquals(provenance, restored);
        assertEquals(provenance.hashCode(), restored.hashCode());
        map.put("kernels", new StringProvenance("kernels", "abacus"));
        assertNotEquals(provenance, new MatTrainerProvenance(map));
        map.remove("kernels");
        assertThrows(ProvenanceException.class, () -> new MatTrainerProvenance(map));
    }

    @Test
    void everyArithmeticOfAResumedTrainingIsListed() {
        MatTrainerProvenance provenance =
                (MatTrainerProvenance) TrainerBuilder.mat().build().getProvenance();
        MatTrainerProvenance told = provenance.after(
                List.of(new Arithmetic("1", "512 bit"), new Arithmetic("1", "scalar"), new Arithmetic("2", "scalar")));
        assertEquals("512 bit; scalar", told.getInstanceValues().get("kernels").getValue());
        assertEquals("1; 2", told.getInstanceValues().get("plugin-version").getValue());
        assertEquals(provenance.getConfiguredParameters(), told.getConfiguredParameters());
        assertEquals(provenance, provenance.after(List.of()));
    }

    @Test
    void aMixtureThatIsUsedIsThereWithItsValues() {
        TrainerBuilder builder = TrainerBuilder.mat();
        builder.mixture = null;
        assertTrue(builder.build().getProvenance().toString().contains("rho=1.0"), "the default of rho");
    }

    @Test
    void equalRunsDifferInTimesOnly() {
        ModelProvenance first =
                TrainerBuilder.mat().build().train(TinyImages.dataset(12, 1)).getProvenance();
        ModelProvenance second =
                TrainerBuilder.mat().build().train(TinyImages.dataset(12, 1)).getProvenance();
        String time = "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-][0-9:]+)";
        assertEquals(
                first.toString().replaceAll(time, "time"), second.toString().replaceAll(time, "time"));
        assertEquals(first.getTrainerProvenance(), second.getTrainerProvenance());
    }
}
