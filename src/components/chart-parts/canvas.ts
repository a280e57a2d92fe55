import { CanvasRenderer } from 'echarts/renderers'
import { use } from 'echarts/core'

use([CanvasRenderer])
