import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { DESK_NAV } from './desk/nav.js'
import { Frame } from './shell/frame.js'
import { mount } from './shell/mount.js'
import { SignedIn, useSession } from './shell/session.js'
import { StaffSignInPage } from './sign-in/staff-sign-in-page.js'
import { WORDS } from './words.js'

const ActivationPage = lazy(async () => ({ default: (await import('./sign-in/activation-page.js')).ActivationPage }))
const PledgePage = lazy(async () => ({ default: (await import('./sign-in/pledge-page.js')).PledgePage }))
const DeskPages = lazy(async () => ({ default: (await import('./desk/desk-pages.js')).DeskPages }))

/** 经办端：agency staff, on the staff listener. */
function Desk() {
  const { who, can } = useSession()
  const items = who ? DESK_NAV.filter(({ ability }) => can(ability)) : []
  return (
    <Frame name={WORDS.deskName} home="/" items={items} wide>
      <Routes>
        <Route path="/sign-in" element={<StaffSignInPage />} />
        <Route path="/activate" element={<ActivationPage realm="staff" />} />
        <Route
          path="*"
          element={<SignedIn realm="staff">{who?.pledgeDue ? <PledgePage /> : <DeskPages />}</SignedIn>}
        />
      </Routes>
    </Frame>
  )
}

mount(['staff'], <Desk />)
