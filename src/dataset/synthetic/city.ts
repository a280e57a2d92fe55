/** How a department's budgets behave over the years. */
export interface Behaviour {
  /** Shares of forms: cut in the year, cut and spent to the full, added to. */
  readonly cut: number
  readonly masked: number
  readonly added: number
  /** Added to the share of cuts and taken from execution each year. */
  readonly worsening: number
  /** How many of the targets are set so low that they are far exceeded. */
  readonly overshoot: number
}

const usual: Behaviour = { cut: 0.3, masked: 0.4, added: 0.1, worsening: 0, overshoot: 0.04 }

export interface Department {
  readonly name: string
  /** Follows the district's name: 望澜区水务管理所. */
  readonly unit: string
  /** A middling project's budget, in 10,000 yuan. */
  readonly usualBudget: number
  readonly behaviour: Behaviour
}

/** A city that does not exist; so are its districts. */
export const cityName = '霁川市'
export const regions = ['霁川市本级', '望澜区', '青屿区', '栖梧区', '鹭汀区', '霁南新区', '禾畔县', '云岫县'] as const

export const departments: readonly Department[] = [
  { name: '霁川市教育局', unit: '教育事务中心', usualBudget: 180, behaviour: { ...usual, cut: 0.12, masked: 0.15, added: 0.06 } },
  { name: '霁川市卫生健康委员会', unit: '公共卫生服务中心', usualBudget: 150, behaviour: usual },
  { name: '霁川市交通运输局', unit: '公路养护中心', usualBudget: 420, behaviour: { ...usual, cut: 0.16, masked: 0.2, worsening: 0.045 } },
  { name: '霁川市水务局', unit: '水务管理所', usualBudget: 260, behaviour: usual },
  { name: '霁川市城市管理局', unit: '城市运行事务中心', usualBudget: 160, behaviour: { ...usual, cut: 0.34 } },
  { name: '霁川市生态环境局', unit: '生态环境监测站', usualBudget: 120, behaviour: usual },
  { name: '霁川市文化和旅游局', unit: '文化馆', usualBudget: 70, behaviour: { ...usual, overshoot: 0.16 } },
  { name: '霁川市民政局', unit: '社会福利服务中心', usualBudget: 110, behaviour: { ...usual, cut: 0.2 } },
  { name: '霁川市农业农村局', unit: '农业技术推广站', usualBudget: 90, behaviour: { ...usual, cut: 0.2, added: 0.3 } },
  { name: '霁川市大数据管理局', unit: '信息中心', usualBudget: 210, behaviour: { ...usual, cut: 0.62, masked: 0.85 } },
  { name: '霁川市应急管理局', unit: '应急保障中心', usualBudget: 85, behaviour: usual },
  { name: '霁川市人力资源和社会保障局', unit: '就业服务中心', usualBudget: 95, behaviour: { ...usual, cut: 0.1, masked: 0.2, added: 0.05 } },
]

/** Invented streets and places, so that projects of one kind can be told apart. */
export const places = ['东苑', '西渡', '南浦', '北汀', '望湖', '听松', '采菱', '石矶', '柳堤', '杏坛', '竹溪口', '梅坞里', '临泽', '青禾', '白鹭洲', '鹤鸣', '云桥', '星港', '春申里', '秋水', '桂苑', '兰汀', '枫桥里', '沙洲', '月台', '虹湾', '金穗', '银杏', '紫藤', '碧波'] as const

/** The department whose forms of one year all have the same score, and the one that handed in none in one year. */
export const flatScores = { department: '霁川市文化和旅游局', yearsAfterFirst: 7 }
export const missingYear = { department: '霁川市应急管理局', yearsAfterFirst: 4 }
