import '@ant-design/v5-patch-for-react-19'
import './shell.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import type { Realm } from './api.js'
import { DraftsProvider } from './drafts.js'
import { LanguageProvider, useLanguage } from './language.js'
import { makeQueries } from './queries.js'
import { SessionProvider } from './session.js'
import { SightProvider, useSight } from './sight.js'
import { themeFor } from './theme.js'

/** 挂起一个入口。Everything an entry needs around its routes: language, look, queries, session. */
export function mount(realms: readonly Realm[], routes: ReactNode): void {
  const place = document.getElementById('root')
  if (place === null) throw new Error('the page has no #root')
  const queries = makeQueries()
  keepForOffline()
  createRoot(place).render(
    <StrictMode>
      <LanguageProvider>
        <SightProvider>
          <Look>
            <QueryClientProvider client={queries}>
              <BrowserRouter>
                <SessionProvider realms={realms}>
                  <DraftsProvider>{routes}</DraftsProvider>
                </SessionProvider>
              </BrowserRouter>
            </QueryClientProvider>
          </Look>
        </SightProvider>
      </LanguageProvider>
    </StrictMode>,
  )
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/** Ant Design writes its styles at run time under the nonce of this page. */
function Look({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage()
  const { sight } = useSight()
  return (
    <ConfigProvider
      theme={themeFor(sight)}
      locale={language === 'zh' ? zhCN : enUS}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}

/** 断网仍可打开：only in a secure context. */
function keepForOffline(): void {
  if (isSecureContext && 'serviceWorker' in navigator)
    void navigator.serviceWorker.register('/service-worker.js').catch(() => undefined)
}
