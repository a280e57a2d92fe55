import { createRouter, type RouterHistory, type RouteRecordRaw } from 'vue-router'

const routes: RouteRecordRaw[] = [
  { path: '/', redirect: (to) => ({ path: '/overview', query: to.query }) },
  { path: '/overview', component: () => import('./OverviewView.vue'), meta: { view: 'overview', nav: 'overview' } },
  { path: '/departments', component: () => import('./DepartmentsView.vue'), meta: { view: 'departments', nav: 'departments' } },
  { path: '/department/:department', component: () => import('./DepartmentView.vue'), meta: { view: 'department', nav: 'departments' } },
  { path: '/projects', component: () => import('./ProjectsView.vue'), meta: { view: 'projects', nav: 'projects' } },
  { path: '/project/:project_id', component: () => import('./ProjectView.vue'), meta: { view: 'project', nav: 'projects' } },
  { path: '/indicators', component: () => import('./IndicatorsView.vue'), meta: { view: 'indicators', nav: 'indicators' } },
  { path: '/indicator/:level3', component: () => import('./IndicatorView.vue'), meta: { view: 'indicator', nav: 'indicators' } },
  { path: '/cuts', component: () => import('./CutsView.vue'), meta: { view: 'cuts', nav: 'cuts' } },
  { path: '/compare', component: () => import('./CompareView.vue'), meta: { view: 'compare', nav: 'overview' } },
  { path: '/watchlist', component: () => import('./WatchlistView.vue'), meta: { view: 'watchlist', nav: 'watchlist' } },
  { path: '/sql', component: () => import('./SqlView.vue'), meta: { view: 'sql', nav: 'sql' } },
  { path: '/data', component: () => import('./DataView.vue'), meta: { view: 'data', nav: 'data', needsNoData: true } },
  { path: '/audit', component: () => import('./AuditView.vue'), meta: { view: 'audit', nav: 'audit' } },
  { path: '/report', component: () => import('./ReportView.vue'), meta: { view: 'report', nav: 'report' } },
  { path: '/:path(.*)*', component: () => import('./NotFoundView.vue'), meta: { view: 'not-found', nav: '', needsNoData: true } },
]

/** The pages of CONTRACT.md, by hash, so that any static host serves them. */
export function createAppRouter(history: RouterHistory) {
  return createRouter({
    history,
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
}
