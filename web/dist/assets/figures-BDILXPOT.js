import{D as i,G as t}from"./chunk-2VMT57P3.js";function e(){return i(t,{children:"This screen is being built."})}export{e as default};
