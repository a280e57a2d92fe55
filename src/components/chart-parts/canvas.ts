import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

type Registers = Parameters<typeof CanvasRenderer>[0]
type Painter = Parameters<Registers['registerPainter']>[1]

/** A chart that goes while it is drawn over several frames: zrender would draw on in the next one, on what it let go of. */
function leavable(CanvasPainter: Painter): Painter {
  return class extends CanvasPainter {
    constructor(...parts: ConstructorParameters<Painter>) {
      super(...parts)
      const dispose = this.dispose.bind(this)
      this.dispose = () => {
        dispose()
        // Each frame looks whether this is still the number that it began with.
        Reflect.set(this, '_redrawId', null)
      }
    }
  }
}

use((registers) => CanvasRenderer({ ...registers, registerPainter: (kind, painter) => registers.registerPainter(kind, leavable(painter)) }))
