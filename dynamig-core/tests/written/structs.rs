/// The keys of table `-4-sxhl0`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "-4-sxhl0",
    billing = provisioned(read = 795235, write = 833893),
    stream = new_and_old_images,
    ttl = off,
    deletion_protection = off,
    recovery = off,
    tags("/O\r\u{b}¥; \"ѨO\r" = off, ";\"\u{ec79d}\nW\u{81387};\0\u{3a23d}\0\n\n" = "#\u{baa9f}\n", "\u{feff}¥`;\0\0;" = ""),
    policy = off
)]
#[index(name = "index-1.w_x", local, sort_key = at, projection = all)]
#[index(
    name = "index-0.FP-7HS_1G_",
    partition_key = [state, attribute],
    sort_key = id,
    projection = include("\0", "\0.\n\n\0\u{a6a2a}\":yi𱾙", "\t/\u{77eae}\u{9e9cf}\n \"\u{b136b}\u{feff}/#", "\n\0&\0/\u{10d96d};\\\u{104be8}\n", "\n\n \"\n\u{55f08}\n;\0𠹉C", "\r @t& Ѩ\\G\"$\n", "\r=", "\":\t\u{9bbb2}\\", r#""; s"#, "#", "#\n <", "#&\"¥", "//\0", ";\"\rV%\r\n\\\\\\", "OѨV/}/", "\\\u{babaf};/", "h\u{8160a}\n#¥\u{aff6f}#", "\u{60003}\n\\� '/\"\r;Ä", "\u{80d3c}\\\u{10270c}/C\u{7f}"),
    provisioned(read = 795235, write = 833893)
)]
pub struct Table4Sxhl0 {
    /// The partition key; in the key of indexes `index-1.w_x`, `index-0.FP-7HS_1G_`.
    #[table(partition_key)]
    pub id: String, // S
    /// The sort key; in the key of index `index-1.w_x`.
    #[table(sort_key)]
    pub at: i64, // N
    /// In the key of index `index-0.FP-7HS_1G_`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>, // S
    /// In the key of index `index-0.FP-7HS_1G_`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
}

/// The keys of table `.se_9_V.1`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = ".se_9_V.1",
    billing = provisioned(read = 566119, write = 513892),
    stream = off,
    encryption = kms(r#"\{\#"#),
    deletion_protection = off,
    recovery = days(18),
    tags("ch🕴Ⱥni`\"\u{1b}\n" = "c//#\u{9d96e}"),
    policy = off
)]
pub struct Se9V1 {
    /// The partition key.
    #[table(partition_key)]
    pub state: String, // S
}

/// The keys of table `3-R6j9d.t2`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "3-R6j9d.t2",
    max_read_units = off,
    max_write_units = off,
    stream = keys_only,
    ttl = off,
    encryption = off,
    deletion_protection = on,
    recovery = off,
    tags("\t=\0\r\0\t/" = "b\u{cf7e0}\t\\;\0%\u{4d9ec}\\")
)]
#[index(name = "index-2.92p.0d9", local, sort_key = d, projection = keys_only)]
#[index(
    name = "index-0.oSm.96V___nkafu8",
    partition_key = d,
    projection = include("\n#\n🕴\r;z\"", "\rȺ\u{94c70}/P\tW\u{390f1}; \u{7f}\u{7337b}", "\u{1b}# \\;\0}/\u{9fc2d}", " #", " \\:\u{dc835}\0/\u{202e}", r#"""#, "#\0\".\0\u{10a07c}\u{7f}\u{76ce6}", "#\"\u{88a5d}\u{34ae1}\n\t&Q\t", "&\0\\N=#", ";", ";/\n\u{202e}\u{f9ad1}", d, "\u{202e}\u{202e}\r{#", "🕴/\n#\t\tb`#\r\\\t"),
    max_read_units = off,
    warm(write = 50595)
)]
#[index(
    name = "index-1.-L0.X.26wa.",
    partition_key = at,
    projection = include("$\u{b}", "$\u{feff}.\t~\0\\\n", "/\0\n;#/.", "/Ⱥ;\u{92}\u{d846e};9", "?\0&圑\0\u{85}\r9\\", "\\;\n;=\u{202e}\u{8f06b}\\\0<", "t&\u{df1c4}\r\t\t/$;\t ", "Ѩ$ \r\0\u{128ac}\u{a7dfe}\0#\"\\C", "Ѩ\u{202e}n"),
    max_write_units = off,
    warm(write = 36044)
)]
pub struct Table3R6j9dT2 {
    /// The partition key; in the key of index `index-2.92p.0d9`.
    #[table(partition_key)]
    #[serde(rename = "é/:#")]
    pub attribute: String, // S
    /// The sort key.
    #[table(sort_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
    /// In the key of indexes `index-2.92p.0d9`, `index-0.oSm.96V___nkafu8`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
    /// In the key of index `index-1.-L0.X.26wa.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
}

/// The keys of table `___sqvD_9e3`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "___sqvD_9e3",
    billing = on_demand,
    max_write_units = off,
    stream = new_and_old_images,
    ttl = off,
    class = standard,
    recovery = off,
    tags("\n`\\?#%\0#" = off, "\u{1b}\t\0$\\" = "\0", "\u{acd6c}\u{10a72c}$" = off),
    policy = off,
    dropped
)]
#[index(
    name = "index-0..u-M1-_Y_w4s.bd_wCk",
    partition_key = [attribute, state],
    projection = include("\t/Y\\###;", "\n/' \\\t\t\"\u{dfcca}\\\\/", "\r}\u{90}\u{feff};\u{92726}\r\r\u{4ebbb}`m", ":\0\u{202e}\u{7f}\u{99c02}𭄄\t'/\u{dd218}", r#";\%"#, "_; L\\\u{2439}\n;\\#", "\u{6df8c};\r<\n\n\t&<")
)]
#[index(
    name = "index-1._h_uK-N-z",
    partition_key = d,
    projection = include("\0\n🕴\t", "\n\t/\u{d3781}#\n", "\r\t\u{1021a8}\tN?", "\r\u{8dc2b}\"\u{b9b38}?X\u{49fd7}¥#\r", " \u{c810b}", r#"""\;;"#, "\"/#\0\" ] \t\n.", "%\\\u{b21b2}", "*;\n;\u{8ebb8}\u{202e}i\u{b0e08}\r", "/\n:\t#d\0H", "/k\u{a64be}'Ѩ\u{7f};_\\", "F ÖC\"/#0𢨣;\n#", "𡻳", "\u{d66b7}\u{7d955}\r\t\\\"\\\0\r[$\u{1b}"),
    max_read_units = off,
    warm(read = 84462)
)]
pub struct SqvD9e3 {
    /// The partition key; in the key of index `index-0..u-M1-_Y_w4s.bd_wCk`.
    #[table(partition_key)]
    #[serde(rename = "é/:#")]
    pub attribute: String, // S
    /// In the key of index `index-0..u-M1-_Y_w4s.bd_wCk`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>, // S
    /// In the key of index `index-1._h_uK-N-z`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
}

/// The keys of table `P__.jMPX83._Ek4`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "P__.jMPX83._Ek4",
    billing = on_demand,
    stream = old_image,
    encryption = off,
    class = standard,
    deletion_protection = on,
    recovery = on,
    tags("\u{93e1d}\t3 \u{a6085}={\\;\"\n\r" = off)
)]
#[index(
    name = "index-0..t_0Fn-Kn",
    partition_key = at,
    sort_key = [d, id, state],
    projection = keys_only,
    max_write_units = 4726664349951660962
)]
#[index(
    name = "index-1.GB..___b4._",
    partition_key = [state, attribute, d],
    sort_key = hash,
    projection = include("\t", "\u{b}\u{feff}#", "\r\u{1b}\0#", "$/\u{4f3c2}\u{a80d2}", ".;;\nȺ ", "/<'\u{202e}\"", "/鑕<#\u{b30f9};\\\u{71ee5}\u{9423c}\u{1c32f} /", "; Ѩ", "\\\t\\= m\0🕴\r", "]\0n", "m.\u{feff}$\n³_", "\u{98}", "Ѩ\0\u{106c65}/", "\u{5a6fa}\0\"", "\u{71377}\u{497ba}/\u{54066}\0\"\t\0¥\"", "\u{96b7d}\r//\06 \n\r"),
    warm(read = 73305)
)]
#[index(
    name = "index-2.7-qmL.NtRm",
    partition_key = [attribute, at, state],
    sort_key = id,
    projection = keys_only,
    max_write_units = 945969467436710957
)]
pub struct PJMpx83Ek4 {
    /// The partition key; in the key of indexes `index-0..t_0Fn-Kn`, `index-2.7-qmL.NtRm`.
    #[table(partition_key)]
    pub id: String, // S
    /// In the key of indexes `index-0..t_0Fn-Kn`, `index-2.7-qmL.NtRm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
    /// In the key of indexes `index-0..t_0Fn-Kn`, `index-1.GB..___b4._`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
    /// In the key of indexes `index-0..t_0Fn-Kn`, `index-1.GB..___b4._`, `index-2.7-qmL.NtRm`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>, // S
    /// In the key of indexes `index-1.GB..___b4._`, `index-2.7-qmL.NtRm`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of index `index-1.GB..___b4._`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
}

/// The keys of table `-QSH0-.5.46.t-.lkg_5`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "-QSH0-.5.46.t-.lkg_5",
    max_read_units = 8563138999064807648,
    warm(read = 15751, write = 48241),
    stream = off,
    ttl = attribute,
    encryption = kms("d/\0"),
    class = standard,
    recovery = days(19),
    tags("\r\0\n<[#" = off, "e\t;\u{202e};\u{51da6}:" = "\r\";\r#\"q\\\"", "p\u{10fad2} \u{1b}" = off)
)]
#[index(
    name = "index-0.t_d_.k6_s3O-",
    partition_key = [d, at],
    projection = include("\0\rY\u{cc51b}", "\n\r\\\\ éi\"=#", "\n#\"Z\u{f9b15}\"/\u{517eb}", "\u{1b}\0Z\u{1b}.#\u{da4e0}\0\n\r", "\"\r𘔢\"\t\"\"$\n", "#\\\u{ad5ad}𥁮", "'\r \u{4854e}/\"\0.", ";/.\\;\\\n\"#\n ?", "\\{\t\n\r\0*"),
    max_write_units = off,
    warm(write = 65385)
)]
#[index(
    name = "index-1._1_.._7fW6",
    partition_key = hash,
    sort_key = [d, id],
    projection = include("\r?\u{66d5a}", "&\\\r\"\r?'\n", "O\u{f45a9}\u{10ee70}\"\r\u{19b30}\u{6f147}\u{69dda}", "🕴?]\"\0//\r", "𱵵#\u{b}\"", "\u{d559e}\r.�\r\r\r"),
    max_read_units = off,
    warm(read = 96995, write = 13038)
)]
pub struct Qsh0546TLkg5 {
    /// The partition key; in the key of indexes `index-0.t_d_.k6_s3O-`, `index-1._1_.._7fW6`.
    #[table(partition_key)]
    pub d: i64, // N
    /// The sort key; in the key of index `index-1._1_.._7fW6`.
    #[table(sort_key)]
    pub id: String, // S
    /// In the key of index `index-0.t_d_.k6_s3O-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
    /// In the key of index `index-1._1_.._7fW6`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
    /// The second, since 1970, after which the item may be deleted.
    #[serde(rename = "/\"\0", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<i64>, // N
}

/// The keys of table `7__2_D__PjAZ6`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "7__2_D__PjAZ6",
    max_read_units = 3494194396569564556,
    warm(read = 64391),
    tags("\r˥&\0T\u{202e}#" = "\r\t\u{feff}\\\r\u{8698a}\"?\u{7bcf0}W\n", "#\u{10338c}/;©\r \" _\0" = off, "\u{202e}\u{65ec5}ð\\𱭖{\\\u{afaf3}\"\"/\0" = off),
    policy = off,
    revision = 6
)]
#[index(
    name = "index-0.PE_Alq-n1qLS5x9",
    partition_key = [id, hash],
    projection = include("\0oѨ\0猹\u{1b}\"s¥", "\t", "\n \t¥\r#\n", "\r\";\"\u{202e}W}/#\u{4bdb1} ", "#\0'\r\u{109876}\u{6be51};", "#\u{b}\0?/s' ", "/\t\u{5c2fe}\t:\t0", "/\n/\\;", r#"\/#;"#, "\u{7f}\"�?\t\u{feff}", "Ⱥ�", "\u{1c44d}�\u{feff}\r¥\r", "\u{d13af}h;🕴<\t\u{a0ae0}\u{1b}#", "\u{10336f}𰫂\u{c8087}\0#\u{b};\"/$/"),
    max_read_units = 3890207524287894666,
    warm(write = 32773)
)]
#[index(
    name = "index-1.J_n10q72vRhZ7fa2",
    partition_key = [id, hash, state],
    projection = all,
    max_read_units = 4912238339840473580,
    max_write_units = 5829759686895333540,
    warm(read = 53071)
)]
pub struct Table72DPjAz6 {
    /// The partition key.
    #[table(partition_key)]
    pub d: i64, // N
    /// In the key of indexes `index-0.PE_Alq-n1qLS5x9`, `index-1.J_n10q72vRhZ7fa2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
    /// In the key of indexes `index-0.PE_Alq-n1qLS5x9`, `index-1.J_n10q72vRhZ7fa2`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
    /// In the key of index `index-1.J_n10q72vRhZ7fa2`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>, // S
}

/// The keys of table `EJ_Oa-Mt7`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "EJ_Oa-Mt7",
    billing = provisioned(read = 223125, write = 710968),
    stream = off,
    ttl = off,
    encryption = off,
    class = infrequent_access,
    deletion_protection = on,
    recovery = off,
    tags("\r \u{5bc5d} \n;" = "\n\u{1b}#.\u{95644}\t x\u{1061f3}", "#" = "\u{50279}$\t&;\t².\t\"\n\n", "<{ \r\\\u{b3245}" = off)
)]
#[index(
    name = "index-0.__u.pe1-BUx6US",
    partition_key = hash,
    projection = include("\n\"\n=\u{6e936}/u", "\n\u{202e}/\\\u{7f}𥶬", "\"\u{1e786}\\", "$/\t\n\r\"", "/###\n\0\t\0.", ";\"\u{672c3};\u{7f};;\\�", "J$\\Ѩ*;P\n;\rȺ/", "Ѩ", "ⶰZ;\t", "\u{feff}#\\##u$\u{4c34c}/\"\r", "\u{f2026}\u{47801}\u{b};\ng\0\n", "\u{10e1a2}\rü\rR&\t\0F "),
    provisioned(read = 223125, write = 710968)
)]
pub struct EjOaMt7 {
    /// The partition key.
    #[table(partition_key)]
    pub state: String, // S
    /// In the key of index `index-0.__u.pe1-BUx6US`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
}

/// The keys of table `X00678`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "X00678",
    max_read_units = 5678943000024839073,
    max_write_units = 3549230931367917653,
    warm(write = 76088),
    stream = off,
    recovery = on,
    tags("\r/g�#\0\"" = off, "u\t\\H \"\n" = off, "¥\u{e816d}\u{662af}" = ""),
    policy = off
)]
#[index(
    name = "index-0.y-hv.p",
    partition_key = d,
    projection = include("\n\u{e4624}�/", "\u{1b}#//\u{9a}\n\\", " K`!/ \u{10d066}\";", r#"""#, r#"$'" ""#, "//O;\u{9e612} = \n\u{596f6}\0", r#"7='\"#, ";", ";{\n\n\r/%\u{bfb13}{", "=`\r", "P¥\"\n;", "\u{97}\u{a175d}\\\u{202e}ᒼ/\n#\n", "¥", "�*\u{feff}\n𣬻\\\\\n/", "\u{8ee20}{ ;"),
    warm(write = 34072)
)]
pub struct X00678 {
    /// The partition key.
    #[table(partition_key)]
    pub at: i64, // N
    /// The sort key.
    #[table(sort_key)]
    pub state: String, // S
    /// In the key of index `index-0.y-hv.p`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
}

/// The keys of table `5_u-0PK19`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "5_u-0PK19",
    billing = provisioned(read = 587199, write = 896853),
    ttl = off,
    class = standard,
    deletion_protection = off,
    recovery = off,
    tags("8/𰏒" = off)
)]
#[index(
    name = "index-0.41lcsSi-rv7Lxdpp-_14",
    local,
    sort_key = attribute,
    projection = include("\r=;\u{cd49d}\t/", "\"#\r{/\\/.", "6/\t\\\u{fde36}#\r")
)]
#[index(
    name = "index-2.4ab_A_uW5x.9B",
    local,
    sort_key = id,
    projection = include("\0*'\0\u{bcca7};;\n©\u{1b}\n\t", "\t/;;=\t/y.#\u{4aec3}c", "\n\"", "\n;\";\n/\t;:/\"#", " `\n\u{f9d60}\t\u{1b}", " yb/\r\u{8fab8}", "\"#\t\"?\0\t&", "&\n\t\nK\u{c0e6d}\\\u{b4814}\u{46a8d}\"\n", "*'", "\\\0/\t< ", "p\\\u{106262}\0EV\r{;", "¥\\", "\u{15a40}🕴\"\t\\\n/\t\u{bc27f}", "🕴\\ \n\r\u{feff}\t\" \u{ea328}8", "\u{dd9d9}\0\u{9334b}?")
)]
#[index(
    name = "index-1.o.__zcB3Wg9FAbV",
    partition_key = [id, state, d],
    projection = keys_only,
    provisioned(read = 587199, write = 896853)
)]
pub struct Table5U0Pk19 {
    /// The partition key; in the key of indexes `index-0.41lcsSi-rv7Lxdpp-_14`, `index-2.4ab_A_uW5x.9B`, `index-1.o.__zcB3Wg9FAbV`.
    #[table(partition_key)]
    pub state: String, // S
    /// The sort key; in the key of indexes `index-2.4ab_A_uW5x.9B`, `index-1.o.__zcB3Wg9FAbV`.
    #[table(sort_key)]
    pub id: String, // S
    /// In the key of index `index-0.41lcsSi-rv7Lxdpp-_14`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of index `index-1.o.__zcB3Wg9FAbV`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
}

/// The keys of table `WPfw-_I.96.q09z__X10`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "WPfw-_I.96.q09z__X10",
    billing = on_demand,
    max_read_units = off,
    max_write_units = 8157131237712510644,
    warm(read = 98368, write = 54695),
    stream = off,
    class = standard,
    deletion_protection = off,
    recovery = on,
    tags("\\\t " = "\\/\r;D#\0#u\r$"),
    policy = "\n+/",
    dropped
)]
pub struct WPfwI96Q09zX10 {
    /// The partition key.
    #[table(partition_key)]
    #[serde(rename = "é/:#")]
    pub attribute: String, // S
    /// The sort key.
    #[table(sort_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
}

/// The keys of table `_Oed6itGi_M15DS_c11`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "_Oed6itGi_M15DS_c11",
    billing = provisioned(read = 587815, write = 129378),
    stream = off,
    ttl = attribute_2,
    tags("\u{c8bd5}\u{feff}\\\u{6201c}" = off),
    policy = "\u{a3a03}ù$",
    revision = 11
)]
pub struct Oed6itGiM15DsC11 {
    /// The partition key.
    #[table(partition_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
    /// The sort key.
    #[table(sort_key)]
    #[serde(rename = "é/:#")]
    pub attribute: String, // S
    /// The second, since 1970, after which the item may be deleted.
    #[serde(rename = "/\u{c270b}", skip_serializing_if = "Option::is_none")]
    pub attribute_2: Option<i64>, // N
}

/// The keys of table `Iv__.m6-712`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "Iv__.m6-712",
    billing = on_demand,
    max_read_units = off,
    max_write_units = 7911322930400913559,
    stream = off,
    ttl = f,
    encryption = kms,
    recovery = off,
    tags("\n; 郜Ѩ\\" = "l\u{d11b9}", "\u{c3a09}\u{ebb65}\0\"{\r2\u{7f}q\n" = "\n \n\u{d6410}\"6𪸞\r ")
)]
#[index(
    name = "index-0.IW_H8.9i2O--",
    partition_key = [at, id, hash],
    sort_key = d,
    projection = include("\t: =  ; 9\r\n\n", "\td\"  Ⱥ&*.?;", "\rѨ", "\u{1b}*", "/\0", "/\r$", "5\"\n<¥\r\"©\n\u{7febb}H\r", "6\r\r'\\\n#", ";\u{5ce66}\r$", ";\u{80370}\u{f5f69}\0", "S*\\$\\:ß", "`\"\nѨ\r{;", "{~\u{a81a6}/\u{103c65}\0Ý \n", "Ⱥ\tA "),
    max_read_units = off,
    max_write_units = off,
    warm(write = 40889)
)]
#[index(
    name = "index-1._8S.E",
    partition_key = id,
    sort_key = [d, state, attribute],
    projection = all,
    max_read_units = 4108878287864855930,
    max_write_units = off,
    warm(read = 69091, write = 80127)
)]
pub struct IvM6712 {
    /// The partition key; in the key of index `index-1._8S.E`.
    #[table(partition_key)]
    pub state: String, // S
    /// In the key of index `index-0.IW_H8.9i2O--`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
    /// In the key of indexes `index-0.IW_H8.9i2O--`, `index-1._8S.E`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
    /// In the key of index `index-0.IW_H8.9i2O--`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
    /// In the key of indexes `index-0.IW_H8.9i2O--`, `index-1._8S.E`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
    /// In the key of index `index-1._8S.E`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// The second, since 1970, after which the item may be deleted.
    #[serde(rename = "\\*F#\"�?//\0;", skip_serializing_if = "Option::is_none")]
    pub f: Option<i64>, // N
}

/// The keys of table `.39.l.p_0IYm..13`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = ".39.l.p_0IYm..13",
    max_read_units = 269082384905265571,
    max_write_units = off,
    warm(read = 82040, write = 90932),
    stream = new_image,
    ttl = attribute_2,
    encryption = off,
    recovery = days(3),
    tags("\t\t\n(`\u{b}" = "'\u{e4d33}:\n", "//* \u{a5260}🕴$/\t\t\n" = "/"),
    policy = off
)]
#[index(
    name = "index-0.Njn9_r-_-MARW-s.",
    partition_key = d,
    sort_key = [hash, at],
    projection = include("\t\n\u{c88a0}?\0�\tp\u{a0}{m", "\n", "\nT\r", "\r\" \r", "\r\u{19ac4}Ⱥ\t\u{fc6e1}\0\";Ѩ/}�", "\r\u{aea58}\u{1b}", "2\r", "?\n\u{517b0}#\n#", "Xz\\\n*\n\t#\\\u{46563}\t\n", r#"\;"#, "\\\\#𩭐\0\"", "l�\\\u{aff38}\u{73c40}\";\n:", "\u{d9059}\r\"'"),
    max_write_units = 2174793714567363954
)]
#[index(
    name = "index-1.-4c-K83",
    partition_key = [at, attribute],
    sort_key = [id, hash],
    projection = include("\0\t\u{6a7c8}", "\0\u{60ee5}/ \"/\u{76e8d}/\0\r;", "\n#", "\r\0#\u{7f}\0\u{1b};", "\";\n\u{202e}/�", "/\t\u{feff}\\", ";&;$:", "¥;\\\u{e45bc}\r\r", "\u{202e}\\£\\;\rȺ%`\r;\r", "�/\"\0\"\u{76c07}", "\u{b072a};;/#\u{9ca9c}\r/\u{84ede}q\u{e0f81}", "\u{b856d}\u{1b}; #\"", "\u{104175}\0🕴#\u{202e};"),
    max_read_units = off,
    max_write_units = 3685623669567516,
    warm(read = 29663)
)]
pub struct Table39LP0IYm13 {
    /// The partition key; in the key of indexes `index-0.Njn9_r-_-MARW-s.`, `index-1.-4c-K83`.
    #[table(partition_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
    /// In the key of index `index-0.Njn9_r-_-MARW-s.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
    /// In the key of indexes `index-0.Njn9_r-_-MARW-s.`, `index-1.-4c-K83`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
    /// In the key of index `index-1.-4c-K83`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of index `index-1.-4c-K83`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
    /// The second, since 1970, after which the item may be deleted.
    #[serde(rename = "\0\0\u{ea42b}\u{10c9d8}\"#", skip_serializing_if = "Option::is_none")]
    pub attribute_2: Option<i64>, // N
}

/// The keys of table `.Ppj7t4I_.W6HmJ_14`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = ".Ppj7t4I_.W6HmJ_14",
    billing = provisioned(read = 431532, write = 685692),
    stream = new_and_old_images,
    ttl = off,
    encryption = kms,
    deletion_protection = on,
    recovery = off,
    tags("/\n= \np\u{60fdf}U/" = off, "\\;Ѩ\n\0\t\"\u{b4e3d}¥\u{ca9a7}" = " \u{e5907}%\r\u{b255d}\u{feff}#\\\0\u{a4ca9}&"),
    policy = off
)]
#[index(
    name = "index-0.maSGu-j",
    partition_key = d,
    projection = all,
    provisioned(read = 431532, write = 685692)
)]
#[index(
    name = "index-1.fV4i_6iF",
    partition_key = d,
    projection = keys_only,
    provisioned(read = 431532, write = 685692)
)]
pub struct Ppj7t4IW6HmJ14 {
    /// The partition key.
    #[table(partition_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
    /// The sort key.
    #[table(sort_key)]
    pub at: i64, // N
    /// In the key of indexes `index-0.maSGu-j`, `index-1.fV4i_6iF`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
}

/// The keys of table `nBp15`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "nBp15",
    billing = on_demand,
    max_read_units = 1338470543991685868,
    warm(write = 71540),
    stream = old_image,
    ttl = attribute,
    encryption = kms,
    class = infrequent_access,
    deletion_protection = on,
    recovery = off,
    tags("\u{5537e}\u{a99d2}¥ \0\tu\"" = ";\\ /\r\u{4c566}/¥\"\n\u{cd8c2}+"),
    policy = off
)]
pub struct NBp15 {
    /// The partition key.
    #[table(partition_key)]
    pub state: String, // S
    /// The sort key.
    #[table(sort_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
    /// The second, since 1970, after which the item may be deleted.
    #[serde(rename = "#\rÙ\u{ccd13}\"🕴\r\0/ \0", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<i64>, // N
}

/// The keys of table `M__IP-uFymP5jK_16`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "M__IP-uFymP5jK_16",
    billing = on_demand,
    max_read_units = 3903930980210407295,
    max_write_units = 2837787522640361619,
    ttl = off,
    encryption = kms,
    deletion_protection = off,
    tags("\t<\\;\r/" = "\t\t8n]\u{b}Nr#-\t/", "$\"0<\r�\"\\\u{10ec99}\n" = "='\u{dc898}", "/\\\r \\" = "&ø\\\t\u{c3ba6}\r\\; 0"),
    policy = "\"\n\u{202e}\u{feff}r\0",
    revision = 16
)]
#[index(
    name = "index-0.ed8J5t-0yd69J.E.",
    partition_key = [state, d, attribute],
    projection = all,
    max_read_units = off,
    max_write_units = 6369842101839390496,
    warm(write = 31926)
)]
pub struct MIpUFymP5jK16 {
    /// The partition key.
    #[table(partition_key)]
    pub at: i64, // N
    /// The sort key; in the key of index `index-0.ed8J5t-0yd69J.E.`.
    #[table(sort_key)]
    #[serde(rename = "é/:#")]
    pub attribute: String, // S
    /// In the key of index `index-0.ed8J5t-0yd69J.E.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>, // S
    /// In the key of index `index-0.ed8J5t-0yd69J.E.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
}

/// The keys of table `_N14o017`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "_N14o017",
    billing = on_demand,
    warm(read = 44013),
    stream = new_and_old_images,
    encryption = off,
    class = standard,
    deletion_protection = off,
    tags("\0" = off),
    policy = off,
    dropped
)]
#[index(
    name = "index-0.fy_hko-h_a4Zx_._rJ",
    partition_key = id,
    projection = all,
    max_read_units = off,
    max_write_units = 6143953747928060167,
    warm(read = 57981, write = 95541)
)]
#[index(
    name = "index-1.w_wB",
    partition_key = hash,
    sort_key = [attribute, d],
    projection = keys_only,
    max_read_units = off,
    max_write_units = 565157334822663159
)]
pub struct N14o017 {
    /// The partition key.
    #[table(partition_key)]
    pub state: String, // S
    /// In the key of index `index-0.fy_hko-h_a4Zx_._rJ`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
    /// In the key of index `index-1.w_wB`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
    /// In the key of index `index-1.w_wB`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of index `index-1.w_wB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
}

/// The keys of table `-8718`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "-8718",
    billing = on_demand,
    max_read_units = 7990568457712100179,
    max_write_units = 7662758398526531497,
    warm(write = 39271),
    stream = old_image,
    encryption = kms,
    deletion_protection = on,
    recovery = off,
    tags(";\n\0;" = "F\u{f988a}#🕴j \t¥Ⱥ/"),
    policy = off
)]
#[index(
    name = "index-0.vm_.V0_Xs5g",
    partition_key = hash,
    sort_key = attribute,
    projection = include("\t\u{1b}\u{1a5cd}\n/$ä", "\"|\u{7f}D.NX", ";\"]\"\u{202e};*<", "\\\"\r;\\X �\0", "iB", "🕴\u{7cf40}\"\0;*,g\\.\u{6c6a9}𰌓"),
    max_read_units = off,
    warm(write = 52565)
)]
#[index(
    name = "index-1.4.wPhL0_Mb_",
    partition_key = [id, state],
    sort_key = hash,
    projection = include("\0", "\0\n<", "\0`\r\t\u{645aa}\u{c08ec}^#%\\g\\", "\t\r\t\0\r;2", "\t;\n=%\u{1b}", "\tO¥[/\u{adaa9}\0\n🕴", "\u{b}🕴#\\\r`\t#o/", "\u{1b}꽮", "  LY%", " \u{202e}/y¶\0\u{e05d2}/\0�", "%/Z\u{b}<%`\t ", "=\n/", r#"@\"#, "\\\n\u{feff}", "\\\r\r \u{1b}", "\\*\"\u{ced66}\u{feff}", "l", "\u{202e}\0'\n\tW\r", "𠸼\\\t\u{10c41b}\nà/\u{98e2b}\u{e5f7f}/\\", "\u{b0736}"),
    max_read_units = 4672477419314049140,
    max_write_units = 2619675810826770826,
    warm(read = 53446)
)]
#[index(
    name = "index-2.3._OaCg.ZC3",
    partition_key = [attribute, id],
    projection = include("ѨV\u{1bb66}/ $\t#`\tD\u{34bdf}"),
    max_read_units = 1325700087048482977,
    warm(read = 20842)
)]
pub struct Table8718 {
    /// The partition key.
    #[table(partition_key)]
    pub at: i64, // N
    /// The sort key; in the key of index `index-1.4.wPhL0_Mb_`.
    #[table(sort_key)]
    pub state: String, // S
    /// In the key of indexes `index-0.vm_.V0_Xs5g`, `index-1.4.wPhL0_Mb_`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
    /// In the key of indexes `index-0.vm_.V0_Xs5g`, `index-2.3._OaCg.ZC3`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of indexes `index-1.4.wPhL0_Mb_`, `index-2.3._OaCg.ZC3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
}

/// The keys of table `..vC_.cb2-U.y.-19`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "..vC_.cb2-U.y.-19",
    billing = provisioned(read = 806839, write = 186380),
    stream = new_image,
    encryption = kms(";#\n  _\0\u{4f531}"),
    class = standard,
    deletion_protection = off,
    tags("$#\n#/ \u{ad10d}" = "", ". X{\u{feff}\r\u{d9f10}\t$\u{8b2e8} /" = "\0Ѩ:\r&\u{afe13}\0 \"\t\r", "/ &\0*;\\\n\u{4df99}" = off),
    policy = "/\u{7f}/§\0🕴\u{106a24}X"
)]
pub struct VCCb2UY19 {
    /// The partition key.
    #[table(partition_key)]
    pub id: String, // S
}

/// The keys of table `V_l.HyRVHMo_BUh1.20`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "V_l.HyRVHMo_BUh1.20",
    warm(read = 54247, write = 79737),
    stream = old_image,
    class = standard,
    tags(r#"""# = "\u{feff}7[#🕴<\n\n")
)]
#[index(
    name = "index-0.n_X2BM5Bx_",
    partition_key = hash,
    projection = all,
    max_read_units = off,
    max_write_units = off
)]
#[index(
    name = "index-1.Rj802U-4_3BmuQ.W_h",
    partition_key = [at, id],
    sort_key = hash,
    projection = include("\n\n;\nѨ\u{7f}\0\n#\t#", "\n\rg\u{f735a}#\u{f9751};<#\t", "\nѨ\r\"C\r/`\n\t\r", "\r;", "\u{1b}*\t", " \r/\"", " \u{b4785}/<\"\"\u{7f}Ⱥ\r\t' ", "\"\"\":\0\\", "\"\\ \u{e2098}", "/{\"\0\\Ⱥ?\0#�", "Ⱥ\n\u{a419b}\r\\", "Ѩ:\0\u{feff}\t;\u{b6734}🕴H\\", "�/<\t\0*", "\u{57b45} \u{6a230}\t'\n\u{fd664}/`\u{34d95}\nѨ"),
    max_write_units = 7148255098638214059
)]
#[index(
    name = "index-2.p4I_Xj.._Rc_-",
    partition_key = [attribute, at],
    sort_key = d,
    projection = all,
    max_read_units = 4305730425079391119,
    max_write_units = off
)]
pub struct VLHyRvhMoBUh120 {
    /// The partition key; in the key of indexes `index-1.Rj802U-4_3BmuQ.W_h`, `index-2.p4I_Xj.._Rc_-`.
    #[table(partition_key)]
    pub at: i64, // N
    /// In the key of indexes `index-0.n_X2BM5Bx_`, `index-1.Rj802U-4_3BmuQ.W_h`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
    /// In the key of index `index-1.Rj802U-4_3BmuQ.W_h`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
    /// In the key of index `index-2.p4I_Xj.._Rc_-`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of index `index-2.p4I_Xj.._Rc_-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
}

/// The keys of table `0_Tx8--_4-.21`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "0_Tx8--_4-.21",
    billing = on_demand,
    max_read_units = 8366781174905247026,
    ttl = off,
    encryption = kms,
    tags("/*\u{c7ce4}\\#\u{94d78}\0/\u{3cf18}R" = off, "\u{9f4d7}:\u{7f438}\n r\\\t:\"" = off),
    policy = off,
    revision = 21
)]
#[index(
    name = "index-2.lBlyt._.d8c3L-G_",
    local,
    sort_key = attribute,
    projection = include("\0\t#\"k\0\u{aacdb}]q", "\0\";", "\n", "\n\\\0##", "\r\n\t\u{5a922}\0 ", "\r;\n", "\"\0 ;\05\u{7f}9", "/\0 \t$\r#;\u{cab3c}", "/;\u{8f0ee}", "/\\\n*\" .;", "7\nz\\\"", ";\u{bb090}\\\u{5ecad}\t\0\"\u{cde0f}", "{/¥8\u{e8ba};", "Ⱥ\n\r\u{107388}𗫶\u{19bfd}\0\\\r𰄮", "\u{43c40}\"\\", "\u{f5bba};")
)]
#[index(
    name = "index-0.zAi53.L0Dd_",
    partition_key = id,
    projection = include("\n\u{d928c}/ \0\"\u{b4b57};", r#" ;"."#, "\"#\0\n\\{>\"", ";�\n", "🕴4\u{40e50}#"),
    max_read_units = off,
    warm(read = 93789)
)]
#[index(
    name = "index-1.TTXG7_W..7U.K2g_",
    partition_key = [attribute, id],
    projection = include("\0¥깑", "\t#h;H\";", " \0~\\1:\u{202e}[\n", " �'\r%\0", "-\u{9b322}\0 .", "\\/;\t\";%", "p\t) \u{99}&\u{7f}\n�¥", "Ⱥ \\\0¥\r\u{4c0e7}", "Ѩ\u{202e}\0¥\u{fedd0}e \n  ", "\u{e3ffa}"),
    max_read_units = 3984235631624113156,
    max_write_units = off,
    warm(write = 99808)
)]
pub struct Table0Tx8421 {
    /// The partition key; in the key of index `index-2.lBlyt._.d8c3L-G_`.
    #[table(partition_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
    /// The sort key.
    #[table(sort_key)]
    pub at: i64, // N
    /// In the key of indexes `index-2.lBlyt._.d8c3L-G_`, `index-1.TTXG7_W..7U.K2g_`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of indexes `index-0.zAi53.L0Dd_`, `index-1.TTXG7_W..7U.K2g_`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
}

/// The keys of table `63z._sD22`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "63z._sD22",
    billing = provisioned(read = 288571, write = 446626),
    stream = off,
    deletion_protection = on,
    tags("\u{1b}\\g\"" = "\0", "&\u{16be9}; =$\\Ⱥ \\ /" = off)
)]
#[index(
    name = "index-0.4e.7RIBJ1vwK_",
    partition_key = [attribute, state, d],
    sort_key = hash,
    projection = include("\u{b}/", "\r\r\u{86}\t茖", r#"""#, "/", r#"/#/\\/;C#"#, "/\u{74b4f}/\t.", "?", "\\F\u{882d4};,=\u{feff}\u{997e1}\u{1b}&\0<", "Ѩ#\0\u{feff}\"", "𓁡$\u{feff}\"¥;#;/\n", "\u{71bb3}\u{202e}*;\\", "\u{d901a}#\ni\\x\u{ec337}"),
    provisioned(read = 288571, write = 446626)
)]
#[index(
    name = "index-1.._U_xN.R_",
    partition_key = id,
    sort_key = [d, hash, state],
    projection = include("\0", "\0;\u{85dd1}\u{2f351}X#\0", "\t", "\t\r 🕴;<Q", "\t#\u{b};<;\t", "\n' \0", " $\r=", "\"\0:\u{eabe1}\n \u{76ee0}", "\"�", "/\0", r#"\"#, "\\\r🕴\t\n/\\\"", r#"\$"#),
    provisioned(read = 288571, write = 446626)
)]
#[index(
    name = "index-2.H_bI_NC_",
    partition_key = [d, at],
    sort_key = [attribute, id],
    projection = keys_only,
    provisioned(read = 288571, write = 446626)
)]
pub struct Table63zSD22 {
    /// The partition key; in the key of indexes `index-0.4e.7RIBJ1vwK_`, `index-1.._U_xN.R_`.
    #[table(partition_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
    /// In the key of indexes `index-0.4e.7RIBJ1vwK_`, `index-2.H_bI_NC_`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of indexes `index-0.4e.7RIBJ1vwK_`, `index-1.._U_xN.R_`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>, // S
    /// In the key of indexes `index-0.4e.7RIBJ1vwK_`, `index-1.._U_xN.R_`, `index-2.H_bI_NC_`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
    /// In the key of indexes `index-1.._U_xN.R_`, `index-2.H_bI_NC_`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
    /// In the key of index `index-2.H_bI_NC_`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
}

/// The keys of table `__3B-_.-._QL52v23`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "__3B-_.-._QL52v23",
    billing = provisioned(read = 571386, write = 186940),
    ttl = off,
    encryption = kms("\"_\0^/\n\r"),
    deletion_protection = on,
    recovery = days(35),
    tags("# \\\nȺ𣌗&w" = "\u{9a095}:v\\\u{7f}\u{9f306}& \n/", ";\u{e2907}# \n" = off, "\u{c3a}\u{f811d}\t\u{651aa}" = "%\0\\#\u{e8f7e}")
)]
#[index(
    name = "index-0.jkD_LujtY-..GB",
    partition_key = [d, attribute, hash],
    sort_key = state,
    projection = include("\n\r\u{b}.H\u{3d06a}\na�\n", "/;\u{a557d}"),
    provisioned(read = 571386, write = 186940)
)]
#[index(
    name = "index-1.Y6s.",
    partition_key = at,
    projection = include("\n`", "\r\\r\".", " ;#\\\0;#", "\"\"\r\t\0\\\"\n", "\"#/\u{feff}", "\"*\t; k𰶨Ѩ\n< 🕴", ";\0\"/\0\0\t\u{f60fd}", ";\u{b}", "I", r#"` 6{;;":?#a"#, "m\u{48ad4}õ", "\u{43256}\"*\n\u{fb664}\t", "\u{654e7}\\\n\u{a07e9}#\"", "\u{e1b50}\u{202e}㿡"),
    provisioned(read = 571386, write = 186940)
)]
pub struct Table3BQl52v23 {
    /// The partition key; in the key of index `index-0.jkD_LujtY-..GB`.
    #[table(partition_key)]
    pub d: i64, // N
    /// In the key of index `index-0.jkD_LujtY-..GB`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of index `index-0.jkD_LujtY-..GB`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
    /// In the key of index `index-0.jkD_LujtY-..GB`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>, // S
    /// In the key of index `index-1.Y6s.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
}

/// The keys of table `swa1n6iL_E--2Zcm24`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "swa1n6iL_E--2Zcm24",
    max_read_units = off,
    warm(read = 41251, write = 77240),
    stream = new_and_old_images,
    ttl = attribute_2,
    encryption = off,
    recovery = on,
    tags("\r𧏫;" = off),
    policy = "'#/\"\u{b}",
    dropped
)]
#[index(
    name = "index-0.htKp-dr",
    local,
    sort_key = attribute,
    projection = include("\0🕴\n", "\t\t\r\0", "\t\n# /\u{202e}à 𦇀\t\u{80668}", " \n\"/\t-i\u{b520a};", "#;\u{1b}\\\r!", "#=\tἡ\\/#", "$\u{513b9}", "%sz\n୧  /l\u{e3e72}", "/$;Ä\t /\t\u{9dbfa}\\<", ">\t ;~\u{5bb63}", "\\:\\\u{ef29a}o\u{387d3}\t# ;.3", "\u{7134b}\r\u{109a20}\t\\#\r\"\0\n", "\u{83345}j\tY;\t\rz ", "\u{a01b3}\r`", "\u{ac8c4} Ⱥ\r/\0")
)]
pub struct Swa1n6iLE2Zcm24 {
    /// The partition key; in the key of index `index-0.htKp-dr`.
    #[table(partition_key)]
    #[serde(rename = "hash \"\\\n")]
    pub hash: Bytes, // B
    /// The sort key; in the key of index `index-0.htKp-dr`.
    #[table(sort_key)]
    #[serde(rename = "é/:#")]
    pub attribute: String, // S
    /// The second, since 1970, after which the item may be deleted.
    #[serde(rename = ";𨿋\\\u{202e}\"\u{7f}\r𥉾¥< ", skip_serializing_if = "Option::is_none")]
    pub attribute_2: Option<i64>, // N
}

/// The keys of table `m.Xk_0e6S...-_u25`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "m.Xk_0e6S...-_u25",
    billing = provisioned(read = 784998, write = 383872),
    stream = off,
    ttl = attribute_2,
    encryption = off,
    class = infrequent_access,
    deletion_protection = on,
    recovery = off,
    tags("\t𰊐\"\0\0\r\tbo\\*\\" = "\u{60998}#I\u{feff}\r\u{c5f76}\u{ed6de}§#", "<" = "\r\n\u{68f0c}#\"", "🕴B\"\r\0\\¥/\"?" = off),
    policy = "H\0\u{202e}\\\0\t\r"
)]
#[index(
    name = "index-0..fw_-.",
    partition_key = at,
    sort_key = hash,
    projection = all,
    provisioned(read = 784998, write = 383872)
)]
#[index(
    name = "index-1.t.qhgtCN",
    partition_key = state,
    projection = all,
    provisioned(read = 784998, write = 383872)
)]
pub struct MXk0e6SU25 {
    /// The partition key; in the key of index `index-1.t.qhgtCN`.
    #[table(partition_key)]
    pub state: String, // S
    /// The sort key.
    #[table(sort_key)]
    #[serde(rename = "é/:#")]
    pub attribute: String, // S
    /// In the key of index `index-0..fw_-.`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
    /// In the key of index `index-0..fw_-.`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
    /// The second, since 1970, after which the item may be deleted.
    #[serde(rename = r#"\"#, skip_serializing_if = "Option::is_none")]
    pub attribute_2: Option<i64>, // N
}

/// The keys of table `gYD8qXtiP.B.X-.1AY26`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "gYD8qXtiP.B.X-.1AY26",
    billing = on_demand,
    max_read_units = 704655745206194776,
    warm(read = 72327, write = 72598),
    stream = new_image,
    ttl = off,
    deletion_protection = off,
    recovery = off,
    tags("\t\\" = "= Ѩ'\u{b}##/", "\"\0 ;\\\0\0/\u{97cfd}\n" = off, "0\";\u{f518}\t\\/\r" = "?)-"),
    policy = off,
    revision = 26
)]
pub struct GYd8qXtiPBX1Ay26 {
    /// The partition key.
    #[table(partition_key)]
    pub state: String, // S
}

/// The keys of table `Ns_6sZ_onY_U.1_X_27`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "Ns_6sZ_onY_U.1_X_27",
    billing = provisioned(read = 544812, write = 24709),
    stream = new_image,
    ttl = off,
    deletion_protection = off,
    recovery = off,
    policy = off
)]
#[index(
    name = "index-0..T._yB_-H.._7Ds66U",
    partition_key = at,
    sort_key = [attribute, d, state],
    projection = all,
    provisioned(read = 544812, write = 24709)
)]
#[index(
    name = "index-1.p0_-sQ-_LO",
    partition_key = at,
    projection = include("\0\u{202e}\u{ec79f}\"\n\u{202e}", "\"\n\0.{#=\t\0\"𰓸", ")", ",\u{1b}F \u{fca73}\0\n\r\\", ":<#;�\t\0\0\"{", ":Ⱥ\0#/;\\\u{bc2ef}\t\u{e24bb}", ";\u{feff}\u{7eb92}\u{b}# !y{$\"", "?\u{7f}", "\\<\u{8e177}\u{1b}\u{f0849}\n", "`\u{89332}\u{1b}\u{8fc7a}\r\"\u{cd86d}/\t", "n\t\u{bb94e}\0\0/\t", "zt\t\u{7f};\0\u{c520e}\u{7f}\u{fc932}", "\u{80}\u{f8dd1}{\u{7f}$", "\u{821a9}\\\td", "\u{842ce}\r\t\\\t\0", "\u{a45b6}%\n \\\u{7f}\u{60b93}\0\r\"", "\u{e25c7}\0 \r\u{a4aa6}\"&"),
    provisioned(read = 544812, write = 24709)
)]
#[index(
    name = "index-2.0n-I9Tv_lcZu_66",
    partition_key = [at, d],
    sort_key = id,
    projection = all,
    provisioned(read = 544812, write = 24709)
)]
pub struct Ns6sZOnYU1X27 {
    /// The partition key; in the key of index `index-2.0n-I9Tv_lcZu_66`.
    #[table(partition_key)]
    pub id: String, // S
    /// In the key of indexes `index-0..T._yB_-H.._7Ds66U`, `index-1.p0_-sQ-_LO`, `index-2.0n-I9Tv_lcZu_66`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
    /// In the key of index `index-0..T._yB_-H.._7Ds66U`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of indexes `index-0..T._yB_-H.._7Ds66U`, `index-2.0n-I9Tv_lcZu_66`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<i64>, // N
    /// In the key of index `index-0..T._yB_-H.._7Ds66U`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>, // S
}

/// The keys of table `-_kl..y61.5Rw628`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "-_kl..y61.5Rw628",
    billing = provisioned(read = 136996, write = 280977),
    ttl = off,
    encryption = kms,
    tags("\n\t#" = off, "\n#<\nȺ:;#/" = off, " \08\\" = "#\ti"),
    policy = "\u{a0}\u{4e5b2}\" {𲿛"
)]
#[index(
    name = "index-0.74_q_0S",
    partition_key = attribute,
    sort_key = hash,
    projection = keys_only,
    provisioned(read = 136996, write = 280977)
)]
pub struct KlY615Rw628 {
    /// The partition key.
    #[table(partition_key)]
    pub d: i64, // N
    /// In the key of index `index-0.74_q_0S`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of index `index-0.74_q_0S`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
}

/// The keys of table `_.Gyk0.cJ-.R29`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "_.Gyk0.cJ-.R29",
    billing = on_demand,
    max_write_units = 6603100350484444967,
    warm(read = 50200),
    stream = off,
    class = infrequent_access,
    recovery = off,
    tags("\nn\0?\t\"Ѩ7/\0" = "\u{76ce6};m\t\re"),
    policy = "/\re\u{10014f}\"\\#/F"
)]
#[index(
    name = "index-0.ON_i3-zFBY_.ez-v.O",
    partition_key = at,
    sort_key = id,
    projection = include("\0\\\u{ea70e}\t�/\\#\r²", "\nA\u{e78d4}s\\\\", " \0Ⱥ\"*\t\r/ \0\u{d4376}<", " #𭵏#𥳌\t.\n\u{1b} ;", "\" \"V \\\u{e817a}J\0\u{e531d}", "//s\t\u{7f}/"),
    max_read_units = off,
    warm(read = 30213)
)]
pub struct Gyk0CJR29 {
    /// The partition key.
    #[table(partition_key)]
    pub d: i64, // N
    /// In the key of index `index-0.ON_i3-zFBY_.ez-v.O`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
    /// In the key of index `index-0.ON_i3-zFBY_.ez-v.O`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>, // S
}

/// The keys of table `._gYHdD30`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = "._gYHdD30",
    billing = provisioned(read = 646423, write = 711622),
    stream = off,
    recovery = on,
    tags("\t\0\r//\"�\t\t\u{feff}D\"" = off, "\u{202e}/ " = "%D\t;\r#\\\0#\u{92c0a}\\"),
    policy = off
)]
pub struct GYHdD30 {
    /// The partition key.
    #[table(partition_key)]
    pub state: String, // S
    /// The sort key.
    #[table(sort_key)]
    pub at: i64, // N
}

/// The keys of table `.R.31`.
///
/// Items may have more: add what yours have before you write them with this.
#[derive(Clone, Debug, dynamig::Table, serde::Serialize, serde::Deserialize)]
#[table(
    name = ".R.31",
    billing = on_demand,
    max_read_units = 12864099025796342,
    warm(read = 93118, write = 90424),
    stream = off,
    encryption = kms("#%.\n/#{\u{a5f2e}\u{bdac4}/#"),
    class = infrequent_access,
    deletion_protection = off,
    tags("\r#.#;\r\r" = "\t \"#\0\u{c1796}<\r\n%", " ,Ö\u{b}\r s)" = off, "`:/\t\r;" = "\n\0 /\t<Ⱥ;?\u{5a3d8}\u{7c61b}"),
    policy = "\u{8ca6a}\r渀 \u{9a1f2}",
    revision = 31,
    dropped
)]
#[index(
    name = "index-0.O_s_B_3n9syj.G_FD",
    partition_key = attribute,
    projection = keys_only,
    max_read_units = off,
    max_write_units = 5464482324455087689,
    warm(read = 74660, write = 16416)
)]
#[index(
    name = "index-1.5E_Q-0F3",
    partition_key = [attribute, at, hash],
    projection = keys_only,
    max_read_units = off,
    max_write_units = 6053379149968805985,
    warm(write = 66077)
)]
pub struct R31 {
    /// The partition key.
    #[table(partition_key)]
    pub d: i64, // N
    /// In the key of indexes `index-0.O_s_B_3n9syj.G_FD`, `index-1.5E_Q-0F3`.
    #[serde(rename = "é/:#", skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>, // S
    /// In the key of index `index-1.5E_Q-0F3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>, // N
    /// In the key of index `index-1.5E_Q-0F3`.
    #[serde(rename = "hash \"\\\n", skip_serializing_if = "Option::is_none")]
    pub hash: Option<Bytes>, // B
}

/// Bytes, stored as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl dynamig::table::KeyAttribute for Bytes {
    const TYPE: dynamig::table::AttributeType = dynamig::table::AttributeType::Binary;
}

impl serde::Serialize for Bytes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }

            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Bytes, E> {
                Ok(Bytes(bytes))
            }
        }

        deserializer.deserialize_byte_buf(Visitor)
    }
}

pub const ALL: &[&dynamig::table::Declared] = &[
    <Table4Sxhl0 as dynamig::Table>::DECLARED,
    <Se9V1 as dynamig::Table>::DECLARED,
    <Table3R6j9dT2 as dynamig::Table>::DECLARED,
    <SqvD9e3 as dynamig::Table>::DECLARED,
    <PJMpx83Ek4 as dynamig::Table>::DECLARED,
    <Qsh0546TLkg5 as dynamig::Table>::DECLARED,
    <Table72DPjAz6 as dynamig::Table>::DECLARED,
    <EjOaMt7 as dynamig::Table>::DECLARED,
    <X00678 as dynamig::Table>::DECLARED,
    <Table5U0Pk19 as dynamig::Table>::DECLARED,
    <WPfwI96Q09zX10 as dynamig::Table>::DECLARED,
    <Oed6itGiM15DsC11 as dynamig::Table>::DECLARED,
    <IvM6712 as dynamig::Table>::DECLARED,
    <Table39LP0IYm13 as dynamig::Table>::DECLARED,
    <Ppj7t4IW6HmJ14 as dynamig::Table>::DECLARED,
    <NBp15 as dynamig::Table>::DECLARED,
    <MIpUFymP5jK16 as dynamig::Table>::DECLARED,
    <N14o017 as dynamig::Table>::DECLARED,
    <Table8718 as dynamig::Table>::DECLARED,
    <VCCb2UY19 as dynamig::Table>::DECLARED,
    <VLHyRvhMoBUh120 as dynamig::Table>::DECLARED,
    <Table0Tx8421 as dynamig::Table>::DECLARED,
    <Table63zSD22 as dynamig::Table>::DECLARED,
    <Table3BQl52v23 as dynamig::Table>::DECLARED,
    <Swa1n6iLE2Zcm24 as dynamig::Table>::DECLARED,
    <MXk0e6SU25 as dynamig::Table>::DECLARED,
    <GYd8qXtiPBX1Ay26 as dynamig::Table>::DECLARED,
    <Ns6sZOnYU1X27 as dynamig::Table>::DECLARED,
    <KlY615Rw628 as dynamig::Table>::DECLARED,
    <Gyk0CJR29 as dynamig::Table>::DECLARED,
    <GYHdD30 as dynamig::Table>::DECLARED,
    <R31 as dynamig::Table>::DECLARED,
];
