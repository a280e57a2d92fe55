import { ScatterChart } from 'echarts/charts'
import { BrushComponent, MarkAreaComponent, ToolboxComponent, VisualMapContinuousComponent } from 'echarts/components'
import { use } from 'echarts/core'

use([ScatterChart, BrushComponent, MarkAreaComponent, ToolboxComponent, VisualMapContinuousComponent])
