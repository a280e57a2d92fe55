import './domain/zod-without-eval.ts'
import './styles/tokens.css'
import './styles/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createWebHashHistory } from 'vue-router'
import { i18n, speak } from './composables/i18n.ts'
import { createImportDesk, importDeskKey } from './composables/import-desk.ts'
import { createLateAddress, writeAddressKey } from './composables/late-address.ts'
import { lostPartKey, watchLostParts } from './composables/lost-part.ts'
import { createOffline, offlineKey } from './composables/offline.ts'
import { createOwnDatasets, ownDatasetsKey, readOwnDatasets } from './composables/own-datasets.ts'
import { openCluster } from './engine/trino-page.ts'
import { createSession, sessionKey } from './composables/session.ts'
import { useChoiceStore } from './stores/choice-store.ts'
import AppShell from './views/AppShell.vue'
import { createAppRouter } from './views/router.ts'

const app = createApp(AppShell)
app.use(createPinia())
app.use(i18n)
const choice = useChoiceStore()
const address = createLateAddress(createWebHashHistory())
const router = createAppRouter(address.history)
router.beforeEach((to) => speak(choice.languageOf(to.query)))
// Together with the route, so that a page is worked out once for a change of both.
router.afterEach((to, _from, failure) => void (failure ?? choice.read(to.query)))
app.use(router)
app.provide(writeAddressKey, address.write)
app.provide(lostPartKey, watchLostParts(router))
app.provide(offlineKey, createOffline(() => location.reload()))
const session = createSession(() => import('./engine/duckdb-browser.ts').then(({ openBrowserEngine }) => openBrowserEngine()), openCluster, readOwnDatasets())
const ownDatasets = createOwnDatasets(session)
app.provide(sessionKey, session)
app.provide(ownDatasetsKey, ownDatasets)
app.provide(importDeskKey, createImportDesk(session, ownDatasets))
// A first view that can't be fetched is a part that the page says is lost.
await router.isReady().catch(() => undefined)
app.mount('#app')
