import { z } from 'zod'

// zod tries whether it may make code from text, which the content policy forbids and the console reports.
z.config({ jitless: true })
