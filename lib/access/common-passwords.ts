/**
 * What is guessed first, of at least the length that is asked, or shorter where digits and signs bring it there. In
 * lower case.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  password passwords passw0rd p@ssword p@ssw0rd passwort hasło heslo heslojeveslo motdepasse contraseña contrasena
  wachtwoord adgangskode losenord lösenord salasana parola senha mypassword newpassword thepassword yourpassword
  passwordpassword password1password changeme changemenow pleasechangeme changeit temppassword temporary defaultpassword
  admin administrator adminadmin adminadminadmin administrator1 adminpassword rootpassword superadmin sysadmin rootroot
  letmein letmeinplease letmeinnow welcome welcomewelcome welcometo welcomehome hello hellohello helloworld helloworld1
  qwerty qwertyuiop qwertyqwerty qwertyqwertyqwerty qwertz qwertzuiop azerty azertyuiop asdfghjkl asdfasdfasdf
  1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv zaq12wsxcde3 zaq1zaq1zaq1 q1w2e3r4t5y6
  qweasdzxcqwe qwe123qwe123 qweqweqweqwe 123qweasdzxc abc123abc123 abcd1234abcd abcdefghijkl abcdabcdabcd abcabcabcabc
  iloveyou iloveyouforever iloveyouso iloveyoubaby iloveyousomuch ihateyou sunshine princess football baseball basketball
  superman batman spiderman starwars dragon monkey shadow master michael jennifer jordan liverpool chelsea arsenal
  manchester manchesterunited barcelona realmadrid juventus bayernmunich trustno1 whatever computer internet pokemon
  samsung samsunggalaxy google facebook microsoft windows linkedin minecraft cocacola blink mustang corvette ferrari
  porsche mercedes summer winter spring autumn sommer leto zima jaro podzim january february march april june july august
  september october november december monday friday secret secretsecret topsecret mysecret supersecret secretpassword
  company companypassword callcenter callcentre telephone wallboard 3cx 3cxpassword 3cxadmin phonesystem helpdesk support
  reception office officeoffice customerservice helpdeskhelpdesk testtesttest testpassword testing testtest demo demodemo
  guestguest guest user username useruser login loginlogin access accessaccess master123master nothing nothingtosee
  correcthorsebatterystaple correct-horse-battery-staple thisisapassword thisismypassword thequickbrownfox
  thequickbrownfoxjumps tobeornottobe opensesame abracadabra asdfqwerzxcv zxcvbnmasdfghjkl qwertyasdfgh zxcvbnmzxcvbnm
  123456789012 1234567890123 12345678901234 123456123456 123123123123 121212121212 111222333444 112233445566
  987654321098 098765432109 147258369147 159357159357 789456123789 654321654321 101010101010 696969696969
`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
